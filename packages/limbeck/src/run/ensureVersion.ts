import { ensureVersion, ensureVersionSql } from "../actions/ensureVersion.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type EnsureVersionFlags } from "../commands/ensureVersion.ts";
import { sayEvents } from "../output/events.ts";
import { answerSql } from "./answerSql.ts";

export async function runEnsureVersion(scene: Scene, { sql }: EnsureVersionFlags): Promise<Exit> {
  const { output, signal } = scene;
  const project = await scene.project();
  if (sql === true) return answerSql(output, ensureVersionSql(project));
  const ensured = await ensureVersion(project, { signal, report: sayEvents(output) });
  const { schema, created } = ensured;
  if (output.json) output.answer(JSON.stringify(ensured));
  else if (created.length === 0) output.say("  Nothing to do: the tables are there.");
  else output.say(`${output.paint.green("INFO")}  created ${created.join(", ")} in schema ${schema}`);
  return 0;
}
