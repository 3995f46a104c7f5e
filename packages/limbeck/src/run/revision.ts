import { relative } from "node:path";

import { defined } from "@limbeck/operations";

import { revision, type RevisionOptions, type RevisionResult } from "../actions/revision.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type RevisionFlags } from "../commands/revision.ts";
import { type Report } from "../actions/event.ts";
import { messageMissing, optionAlone } from "../errors.ts";
import { sayEvents } from "../output/events.ts";
import { type Output } from "../output/output.ts";
import { sayRenames } from "../output/told.ts";
import { answerSql } from "./answerSql.ts";
import { personAt } from "./askRenames.ts";

export async function runRevision(scene: Scene, flags: RevisionFlags): Promise<Exit> {
  const options = { ...optionsOf(flags), report: sayRevision(scene.output) };
  const project = await scene.project();
  if (flags.sql !== true)
    return tellRevision(scene, await revision(project, options, personAt(scene.output)));
  const { revisionSql } = await import("../actions/revisionSql.ts");
  return answerSql(scene.output, await revisionSql(project, options));
}

/** The flags in the words of the action; what was not said is absent. */
function optionsOf({ revId, branchLabel, rename, message, ...flags }: RevisionFlags): RevisionOptions {
  // Not said by the parser, which would tell of it before it tells of a mistyped option.
  if (message === undefined) throw messageMissing();
  const alone = flags.autogenerate === true ? undefined : comparing(rename, flags);
  if (alone !== undefined) throw optionAlone(alone, "--autogenerate");
  const { head, splice, dependsOn, versionPath } = flags;
  const { autogenerate, against, online, prove, dryRun, allowEmpty } = flags;
  return {
    message,
    ...defined({
      head,
      splice,
      dependsOn,
      versionPath,
      autogenerate,
      against,
      online,
      prove,
      dryRun,
      allowEmpty,
    }),
    ...defined({ id: revId, branchLabels: branchLabel, renames: rename }),
  };
}

/** What only a comparison heeds: without one it would be passed over, and an empty file written. */
function comparing(rename: RevisionFlags["rename"], { against, online }: RevisionFlags): string | undefined {
  const said = { "--rename": rename !== undefined, "--against": against !== undefined, "--online": online };
  return Object.entries(said).find(([, isSaid]) => isSaid)?.[0];
}

/** On a terminal, the answer says where the file is; saying it twice would be noise. */
export function sayRevision(output: Output): Report {
  const say = sayEvents(output);
  return (event) => {
    if (!(event.kind === "stage" && event.stage === "wrote" && process.stdout.isTTY)) say(event);
  };
}

const AGAIN = "if so, delete the file and write it again with";

/** The answer is the file: its path or, if it was not written, its text. */
export function tellRevision({ output, cwd }: Scene, result: RevisionResult): Exit {
  const all = [result, ...(result.others ?? [])];
  for (const loss of all.flatMap(({ losses }) => losses))
    output.say(`  ${output.paint.red("loses data")}  ${loss}`);
  // With the file there, the same command would be told that the database is behind it.
  sayRenames(output, result.renames, result.file === undefined ? undefined : AGAIN);
  if (output.json) output.answer(JSON.stringify(result));
  else if (result.revision === undefined) output.say("  Nothing differs; no file was written.");
  else
    for (const { file, text = "" } of all)
      output.answer(file === undefined ? text.trimEnd() : relative(cwd, file));
  return 0;
}
