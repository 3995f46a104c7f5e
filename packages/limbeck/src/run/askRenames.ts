import { kindInWords, newWords, type Rename, renamePath } from "@limbeck/differ";

import { type AskPerson, type PersonQuestion, sameNew } from "../actions/questioner.ts";
import { questionCancelled } from "../errors.ts";
import { type Output } from "../output/output.ts";
import { isPersonAt } from "./person.ts";

/** Absent where there is nobody to be asked. */
export function personAt(output: Output): AskPerson | undefined {
  return isPersonAt(output) ? (questions) => askAll(output, questions) : undefined;
}

async function askAll(output: Output, questions: readonly PersonQuestion[]): Promise<readonly Rename[]> {
  output.progress.rest();
  const renames: Rename[] = [];
  for (const { choices } of questions) {
    const left = choices.filter((choice) => !renames.some((rename) => sameNew(rename, choice)));
    const answer = await askOne(left);
    if (answer !== undefined) renames.push(answer);
  }
  return renames;
}

async function askOne(choices: readonly Rename[]): Promise<Rename | undefined> {
  const [first] = choices;
  if (first === undefined) return undefined;
  const { isCancel, select } = await import("@clack/prompts");
  const path = renamePath(first);
  const answer = await select({
    message: `What became of ${kindInWords(first)} ${path.join(".")}?`,
    options: [
      ...choices.map((choice, at) => ({ value: at, label: becameWords(choice) })),
      { value: -1, label: GONE[first.kind] },
    ],
    output: process.stderr,
  });
  if (isCancel(answer))
    throw questionCancelled(
      "nothing was written",
      "Answer beforehand with --rename old:new, or `renames` in the configuration.",
    );
  return choices[answer];
}

function becameWords(rename: Rename): string {
  return `It was ${"into" in rename ? "moved" : "renamed"} to ${newWords(rename).join(".")}.`;
}

const GONE = {
  table: "It is gone, with its rows.",
  column: "It is gone, with its values.",
  sequence: "It is gone, with the number it had reached.",
  materializedView: "It is gone, with its rows and the rights on it.",
  view: "It is gone, with the rights on it.",
  function: "It is gone, with the rights on it.",
  attribute: "It is gone, with its values.",
  enum: "It is gone.",
  domain: "It is gone.",
  composite: "It is gone.",
  range: "It is gone.",
  collation: "It is gone.",
  value: "It is gone.",
  constraint: "It is gone.",
  index: "It is gone.",
} satisfies Record<Rename["kind"], string>;
