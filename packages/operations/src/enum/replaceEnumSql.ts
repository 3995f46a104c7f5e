import { type Enum, nameOf, type QualifiedName } from "@limbeck/model";

import { commentStatements } from "../sql/comment.ts";
import { quoteType } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { mappedText, refuseRowsSql } from "./mappedRows.ts";
import { remakeTypeSql } from "./remade.ts";
import { type EnumUses } from "./uses.ts";
import { type ValueMap, type ValuesChange } from "./valueMap.ts";

export function createEnumSql(type: Enum): readonly string[] {
  return [
    `CREATE TYPE ${quoteType(type)} AS ENUM (${type.values.map(quoteString).join(", ")})`,
    ...commentStatements({ type: nameOf(type) }, type.comment),
  ];
}

/**
 * Makes the type anew under its name and carries every column over by its text. PostgreSQL has no way to take a value
 * out of an enum or to move one (manual, ALTER TYPE). A row that holds a value that is gone gets another one, or stops it before anything is touched.
 */
export function replaceEnumSql(type: Enum, { name, values, uses, map = {} }: Replaced): readonly string[] {
  return [
    ...refuseRowsSql(name, values, uses, map),
    ...remakeTypeSql({ names: [nameOf(type)], create: createEnumSql(type) }, uses, "text", (use) =>
      mappedText(use, name, uses, map),
    ),
  ];
}

interface Replaced {
  readonly name: QualifiedName;
  readonly values: ValuesChange;
  readonly uses: EnumUses;
  readonly map?: ValueMap;
}
