import { type Index, type IndexElement } from "@limbeck/model";
import { type IndexColumnRow, type ObjectRow } from "./catalog.ts";
import { collationOf } from "./column.ts";
import { expressionText } from "./expression.ts";
import { parseCreateIndex } from "./parse/createIndex.ts";
import { isWord, type Token, tokenize } from "./parse/tokens.ts";
import { ownColumn, type Site } from "./site.ts";

/** An index by its text; the catalog says which of its positions are columns, and in which order they are kept. */
export function indexOf(site: Site, { name, sql }: ObjectRow, rows: readonly IndexColumnRow[]): Index {
  const { elements, where } = parseCreateIndex(sql);
  const text = (tokens: readonly Token[]) => ({ canonical: expressionText(tokens, site.columnNames) });
  return {
    name,
    unique: isWord(tokenize(sql)[1], "UNIQUE"),
    elements: rows.map((row, at): IndexElement => {
      const order = row.descending ? { order: "desc" as const } : {};
      return row.column === null
        ? { kind: "expression", expression: text(elements[at] ?? []), ...order }
        : { kind: "column", column: ownColumn(site, row.column), ...order, ...ownCollation(site, row) };
    }),
    ...(where.length === 0 ? {} : { where: text(where) }),
  };
}

/** The collation of a position where it is not that of its column. */
function ownCollation({ definition }: Site, { column, collation }: IndexColumnRow) {
  const inherited = collationOf(definition.columns.find(({ name }) => name === column)?.collation);
  const own = collationOf(collation);
  if (own.collation === inherited.collation) return {};
  return { collation: own.collation ?? "BINARY" };
}
