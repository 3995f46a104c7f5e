import { type Enum, nameOf } from "@limbeck/model";

import { commentStatements } from "../sql/comment.ts";
import { quoteName } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { remakeTypeSql } from "./remade.ts";
import { type EnumUses } from "./uses.ts";

export function createEnumSql(type: Enum): readonly string[] {
  return [
    `CREATE TYPE ${quoteName(type)} AS ENUM (${type.values.map(quoteString).join(", ")})`,
    ...commentStatements({ type: nameOf(type) }, type.comment),
  ];
}

/**
 * Makes the type anew under its name and carries every column over by its text. PostgreSQL has no way to take a value
 * out of an enum or to move one (manual, ALTER TYPE). A row that holds a value that is gone stops it, all or nothing.
 */
export function replaceEnumSql(type: Enum, uses: EnumUses): readonly string[] {
  return remakeTypeSql({ names: [nameOf(type)], create: createEnumSql(type) }, uses, "text");
}
