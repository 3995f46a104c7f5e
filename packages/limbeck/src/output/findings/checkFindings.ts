import { subjectOf, tellAll } from "@limbeck/operations";

import { type CheckResult } from "../../actions/check.ts";
import { toldWords } from "../told.ts";
import { filePlace, quotedIn, reportRoot } from "./filePlace.ts";
import { type FilePlace, type Finding, type Rules } from "./finding.ts";

export const CHECK_RULES = {
  difference: "The models and the other side differ.",
  "changed-since": "A revision was changed after it had been applied.",
  "possible-rename": "What goes and comes may be a rename.",
  "not-compared": "A text could not be compared.",
} as const satisfies Rules<string>;

type CheckFinding = Finding<keyof typeof CHECK_RULES>;

/** What `check` found, each at the line of the models, or of the revision, that speaks of it. */
export function checkFindings(result: CheckResult, cwd: string): readonly CheckFinding[] {
  const root = reportRoot(cwd);
  return [...differences(result, root), ...changed(result, root), ...notes(result)];
}

function differences({ operations, files, against }: CheckResult, root: string): readonly CheckFinding[] {
  if (operations.length === 0) return [];
  const place = quotedIn(files, root);
  return tellAll(operations).map(({ words, operation }) => ({
    rule: "difference",
    level: "error",
    text: `${words} (the models against the ${against})`,
    ...at(place(subjectOf(operation) ?? "")),
  }));
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
