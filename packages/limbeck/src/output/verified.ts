import { isAbsolute, relative } from "node:path";

import { type Outcome } from "../actions/verify/verified.ts";
import { type ModelsOutcome, type VerifiedRevision, type VerifyResult } from "../actions/verify/verify.ts";
import { failureWords, lossWords } from "../actions/verify/words.ts";
import { type Output, type Paint } from "./output.ts";

/** Answers with a line for each revision: its id, what its downgrade is, its message; below it what is to be known of that. */
export function tellVerified(output: Output, result: VerifyResult, cwd: string): void {
  output.progress.rest();
  if (output.json) {
    output.answer(JSON.stringify(result));
    return;
  }
  const { revisions, models } = result;
  const width = Math.max(0, ...revisions.map(({ revision }) => revision.length));
  for (const one of revisions) for (const line of linesOf(one, width, output.paint, cwd)) output.answer(line);
  if (models !== undefined) for (const line of modelLines(models)) output.answer(line);
  if (revisions.length === 0) output.say("  Nothing to prove: there is no revision.");
}

/** As wide as the widest label. */
const LABEL = "irreversible".length;

function linesOf(verified: VerifiedRevision, width: number, paint: Paint, cwd: string): readonly string[] {
  const { revision, message } = verified;
  const label = labelOf(verified);
  const head = `${revision.padEnd(width)}  ${painted(label, paint)(label.padEnd(LABEL))}  ${message}`;
  return [head.trimEnd(), ...details(verified, cwd).map((line) => `${" ".repeat(width + 2)}${line}`)];
}

function labelOf(outcome: Outcome): string {
  return outcome.kind === "proved" ? outcome.downgrade : outcome.kind;
}

function painted(label: string, paint: Paint): (text: string) => string {
  if (label === "exact") return paint.green;
  return label === "failed" ? paint.red : paint.yellow;
}

function details(outcome: Outcome, cwd: string): readonly string[] {
  switch (outcome.kind) {
    case "proved":
      return [
        ...outcome.lost.map((loss) => `does not come back: ${lossWords(loss)}`),
        ...(outcome.reason === undefined ? [] : [outcome.reason]),
      ];
    case "failed":
      return failureWords(placed(outcome, cwd));
    case "unproved":
      return [outcome.reason];
  }
}

function placed<T extends { readonly place?: string }>(outcome: T, cwd: string): T {
  const { place } = outcome;
  return place === undefined || !isAbsolute(place) ? outcome : { ...outcome, place: relative(cwd, place) };
}

function modelLines(models: ModelsOutcome): readonly string[] {
  if (models.kind !== "compared") return [`The models were not compared: ${models.reason}.`];
  if (models.differences.length === 0) return ["The models match the revisions."];
  return [
    "The models say something else than the revisions:",
    ...models.differences.map((one) => `  ${one}`),
  ];
}
