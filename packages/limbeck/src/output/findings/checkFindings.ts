import { subjectOf, tellAll } from "@limbeck/operations";

import { type CheckResult } from "../../actions/check.ts";
import { toldWords } from "../told.ts";
import { filePlace, quotedIn, reportRoot } from "./filePlace.ts";
import { type FilePlace, type Finding, type Rules } from "./finding.ts";

export const CHECK_RULES = {
  difference: "The models and the other side differ.",
  "changed-since": "A revision was changed after it had been applied.",
  "partition-key-changed": "A table would have to be divided otherwise than PostgreSQL can.",
  "collation-in-use": "A table is divided by what sorts by a collation that changes.",
  "possible-rename": "What goes and comes may be a rename.",
  "not-compared": "A text could not be compared.",
} as const satisfies Rules<string>;

type CheckFinding = Finding<keyof typeof CHECK_RULES>;

/** What `check` found, each at the line of the models, or of the revision, that speaks of it. */
export function checkFindings(result: CheckResult, cwd: string): readonly CheckFinding[] {
  const root = reportRoot(cwd);
  return [...differences(result, root), ...changed(result, root), ...notes(result)];
}

function differences(
  { operations, refusals, files, against }: CheckResult,
  root: string,
): readonly CheckFinding[] {
  if (operations.length + refusals.length === 0) return [];
  const place = quotedIn(files, root);
  return [
    ...tellAll(operations).map(({ words, operation }) => ({
      rule: "difference" as const,
      level: "error" as const,
      text: `${words} (the models against the ${against})`,
      ...at(place(subjectOf(operation) ?? "")),
    })),
    ...refusals.map(({ code, message, hint = "", subject }) => ({
      rule: code,
      level: "error" as const,
      text: `${message} ${hint}`.trim(),
      ...at(place(subject)),
    })),
  ];
}

function changed({ changed: revisions }: CheckResult, root: string): readonly CheckFinding[] {
  return revisions.map(({ revision, applied, file, line }) => ({
    rule: "changed-since",
    level: "warning",
    text: `${revision} was changed after its ${toldWords(applied)}`,
    ...at(file === undefined ? undefined : filePlace(root, file, line)),
  }));
}

function notes({ renames, unverified }: CheckResult): readonly CheckFinding[] {
  return [
    ...renames.map(({ words, rename }) =>
      note("possible-rename", `possibly renamed: ${words} (--rename ${rename})`),
    ),
    ...unverified.map(({ where, written }) => note("not-compared", `could not compare ${where}: ${written}`)),
  ];
}

function note(rule: CheckFinding["rule"], text: string): CheckFinding {
  return { rule, level: "note", text };
}

function at(place: FilePlace | undefined): Pick<Finding, "place"> {
  return place === undefined ? {} : { place };
}
