import { type QualifiedName, sameName, type Schema, showName } from "@limbeck/model";

import { replaceOne } from "../schemaChange.ts";
import { mapTexts } from "../table/mapTexts.ts";
import { renameSequenceInText } from "../table/renameText.ts";

/** The schema after a sequence was moved to another namespace: defaults that call it follow. Errors: `object-missing`. */
export function moveSequenceIn(schema: Schema, name: QualifiedName, target: QualifiedName): Schema {
  const sequences = replaceOne(
    schema.sequences,
    (one) => sameName(one, name),
    ({ schema: _, ...one }) => ({ ...one, ...target }),
    `sequence ${showName(name)}`,
  );
  const tables = schema.tables.map((table) =>
    mapTexts(table, (text) => renameSequenceInText(text, name, target)),
  );
  return { ...schema, sequences, tables };
}
