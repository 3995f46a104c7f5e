import { forRows } from "@limbeck/differ";
import { compile, describe, type Operation } from "@limbeck/operations";

import { diff, type DiffResult } from "../actions/diff.ts";
import { placeOf } from "../actions/place.ts";
import { writeRevision } from "../actions/write.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type DiffFlags } from "../commands/diff.ts";
import { messageMissing } from "../errors.ts";
import { engineOf } from "../project/engine.ts";
import { extensionNames } from "../project/managed.ts";
import { type Project } from "../project/project.ts";
import { readRevisions } from "../project/revisions.ts";
import { personAt } from "./askRenames.ts";
import { sayRevision, tellRevision } from "./revision.ts";

export async function runDiff(scene: Scene, from: string, to: string, flags: DiffFlags): Promise<Exit> {
  const { output } = scene;
  const project = await scene.project();
  if (flags.revision === true && flags.message === undefined) throw messageMissing();
  const writes = flags.revision === true;
  const result = await diff(project, from, to, {
    said: flags.rename,
    person: writes ? personAt(output) : undefined,
  });
  const { operations } = result;
  if (writes) return writeDiff(scene, project, result, flags);
  if (output.json) output.answer(JSON.stringify(operations));
  else for (const line of operations.flatMap(lineOf(project, flags))) output.answer(line);
  return 0;
}

function lineOf(project: Project, { sql }: DiffFlags): (op: Operation) => readonly string[] {
  if (sql !== true) return (op) => [describe(op)];
  const version = project.config.serverVersion ?? engineOf(project).version;
  return (op) => {
    const plan = compile(op, project.dialect, { version });
    return plan.kind === "statements" ? plan.statements.map((one) => `${one.sql};`) : [`-- ${describe(op)}`];
  };
}

async function writeDiff(
  scene: Scene,
  project: Project,
  result: DiffResult,
  { message = "", prove = true }: DiffFlags,
): Promise<Exit> {
  const { output } = scene;
  const operations = forRows(result.operations, result.before);
  if (operations.length === 0) return tellRevision(scene, { found: [], losses: [] });
  const options = { message, prove, report: sayRevision(output) };
  const comparison = { ...result, extensions: extensionNames(result.before, result.after) };
  const revisions = readRevisions(project);
  const place = placeOf(revisions.graph, {});
  return tellRevision(
    scene,
    await writeRevision({ project, revisions, place, operations, comparison, options }),
  );
}
