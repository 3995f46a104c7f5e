import { type QualifiedName, sameName, type Schema, showName } from "@limbeck/model";

import { replaceOne } from "../schemaChange.ts";
import { followInTable, followType } from "./follow.ts";
import { renamedType } from "./renamed.ts";

type TypePart = "enums" | "domains" | "composites" | "ranges";
const NOUNS = {
  enums: "enum",
  domains: "domain",
  composites: "composite type",
  ranges: "range type",
} satisfies Record<TypePart, string>;

/** The schema after a type took another name or came to another namespace: whatever names it follows. Errors: `object-missing`. */
export function followNamed(
  schema: Schema,
  part: TypePart,
  name: QualifiedName,
  target: QualifiedName,
): Schema {
  const take = <T extends QualifiedName>(list: readonly T[]): readonly T[] =>
    replaceOne(
      list,
      (type) => sameName(type, name),
      // The same type under another name.
      ({ schema: _, ...type }) => ({ ...type, ...target }) as unknown as T,
      `${NOUNS[part]} ${showName(name)}`,
    );
  return followTypeName({ ...schema, [part]: take<QualifiedName>(schema[part]) }, name, target);
}

/** What names a type by its old name naming it by its new one, with the schema by which each of them is found. */
export function followTypeName(schema: Schema, name: QualifiedName, target: QualifiedName): Schema {
  const words = renamedType(name, target);
  const tables = schema.tables.map((table) => followInTable(table, name, words));
  return { ...schema, ...followType(schema, name, words), tables };
}
