import { backForRows, forRows } from "@limbeck/differ";
import { describeAll } from "@limbeck/operations";

import { diff, type DiffResult } from "../actions/diff.ts";
import { placeOf } from "../actions/place.ts";
import { writeRevision } from "../actions/write.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type DiffFlags } from "../commands/diff.ts";
import { messageMissing } from "../errors.ts";
import { extensionNames } from "../project/managed.ts";
import { type Project } from "../project/project.ts";
import { readRevisions } from "../project/revisions.ts";
import { sayEvents } from "../output/events.ts";
import { personAt } from "./askRenames.ts";
import { sayRevision, tellRevision } from "./revision.ts";

export async function runDiff(scene: Scene, from: string, to: string, flags: DiffFlags): Promise<Exit> {
  const { output } = scene;
  const configured = await scene.project();
  if (flags.revision === true && flags.message === undefined) throw messageMissing();
  const writes = flags.revision === true;
  const result = await diff(configured, from, to, {
    said: flags.rename,
    person: writes ? personAt(output) : undefined,
    report: sayEvents(output),
  });
  const { operations, before } = result;
  // Databases that are named by their URLs say what is compared.
  const project = { ...configured, dialect: before.dialect };
  if (writes) return writeDiff(scene, project, result, flags);
  if (output.json) output.answer(JSON.stringify(operations));
  else for (const line of await linesOf(project, result, flags)) output.answer(line);
  return 0;
}

async function linesOf(
  project: Project,
  result: DiffResult,
  { sql = false }: DiffFlags,
): Promise<readonly string[]> {
  if (!sql) return describeAll(result.operations);
  const { diffSql } = await import("./diffSql.ts");
  return diffSql(project, result);
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
  const downgrade = backForRows(operations, result.after);
  const options = { message, prove, report: sayRevision(output) };
  const comparison = { ...result, extensions: extensionNames(result.before, result.after) };
  const revisions = readRevisions(project);
  const place = placeOf(revisions.graph, {});
  return tellRevision(
    scene,
    await writeRevision({ project, revisions, place, operations, downgrade, comparison, options }),
  );
}
