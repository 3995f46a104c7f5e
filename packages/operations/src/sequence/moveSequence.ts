import { type QualifiedName, sameName, type Schema, showName, type SqlText } from "@limbeck/model";

import { replaceOne } from "../schemaChange.ts";
import { mapSchemaTexts } from "../table/mapSchemaTexts.ts";
import { renameSequenceInText } from "../table/renameText.ts";

/** The schema after a sequence was moved to another namespace: defaults that call it follow. Errors: `object-missing`. */
export function moveSequenceIn(schema: Schema, name: QualifiedName, target: QualifiedName): Schema {
  const sequences = replaceOne(
    schema.sequences,
    (one) => sameName(one, name),
    ({ schema: _, ...one }) => ({ ...one, ...target }),
    `sequence ${showName(name)}`,
  );
  return { ...followSequence(schema, name, target), sequences };
}

/** What calls a sequence by its old name calling it by its new one: defaults, of functions and domains too, views, and bodies that the server has parsed. */
export function followSequence(schema: Schema, name: QualifiedName, target: QualifiedName): Schema {
  const follow = (text: SqlText): SqlText => renameSequenceInText(text, name, target);
  return {
    ...schema,
    ...mapSchemaTexts(schema, follow),
    views: schema.views.map((view) => ({ ...view, query: follow(view.query) })),
  };
}
