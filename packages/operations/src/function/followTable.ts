import { type QualifiedName, type Routine, spelling, type SqlText } from "@limbeck/model";

import { namesIn } from "../sql/calls.ts";
import { renameSourceInText } from "../table/renameText.ts";

/**
 * A function after a table took another name, perhaps in another namespace, as far as the server has parsed its body: it prints the new one
 * then. Where that is not sure, as with a name that the text says as something else too, all stays as it was said.
 */
export function followTableInBody(routine: Routine, from: QualifiedName, to: QualifiedName): Routine {
  const { standardBody } = routine;
  if (standardBody === undefined) return routine;
  const followed = renameSourceInText(standardBody, from, to);
  const isSure =
    !says(followed, from, to) &&
    !says(standardBody, to, from) &&
    sameText(renameSourceInText(followed, to, from), standardBody);
  return isSure ? { ...routine, standardBody: followed } : routine;
}

function says(text: SqlText, name: QualifiedName, other: QualifiedName): boolean {
  // A column is called by the table's name alone, which a move does not change.
  const owns = name.name !== other.name;
  return namesIn(spelling(text)).some(
    (one) => (one.name === name.name && one.schema === name.schema) || (owns && one.schema === name.name),
  );
}

function sameText(a: SqlText, b: SqlText): boolean {
  return spelling(a) === spelling(b);
}
