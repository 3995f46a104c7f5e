import { type QualifiedName, type Routine, spelling } from "@limbeck/model";

import { namesIn } from "../sql/calls.ts";
import { renameSourceInText } from "../table/renameText.ts";

/**
 * A function after a table took another name, perhaps in another namespace, as far as the server has parsed its body: it prints the new one
 * then. Where the old one is still said behind anything but FROM and JOIN, all stays as it was said.
 */
export function followTableInBody(routine: Routine, from: QualifiedName, to: QualifiedName): Routine {
  const { standardBody } = routine;
  if (standardBody === undefined) return routine;
  const followed = renameSourceInText(standardBody, from, to);
  return says(spelling(followed), from, to) ? routine : { ...routine, standardBody: followed };
}

function says(text: string, from: QualifiedName, to: QualifiedName): boolean {
  // A column is called by the table's name alone, which a move does not change.
  const owns = from.name !== to.name;
  return namesIn(text).some(
    ({ schema, name }) => (name === from.name && schema === from.schema) || (owns && schema === from.name),
  );
}
