import { type Unique } from "@limbeck/model";
import { collationName } from "@limbeck/operations";
import { type KeyPart } from "./parse/definition.ts";
import { ownColumn, type Site } from "./site.ts";

type KeyColumns = Pick<Unique, "columns" | "descending" | "collations">;

/** The columns of a primary key or unique constraint, and how its index keeps them. */
export function keyColumns(site: Site, parts: readonly KeyPart[]): KeyColumns {
  const own = parts.map((part) => ({ ...part, column: ownColumn(site, part.column) }));
  const descending = own.filter((part) => part.descending).map(({ column }) => column);
  const collations = own.flatMap(({ column, collation }) =>
    collation === undefined || isCollationOf(site, column, collation)
      ? []
      : [[column, collationName(collation)] as const],
  );
  return {
    columns: own.map(({ column }) => column),
    ...(descending.length === 0 ? {} : { descending }),
    ...(collations.length === 0 ? {} : { collations: Object.fromEntries(collations) }),
  };
}

/** Whether the column itself is compared so; BINARY where it does not say. */
function isCollationOf({ definition }: Site, name: string, collation: string): boolean {
  const column = definition.columns.find((one) => one.name === name);
  return collationName(column?.collation ?? "BINARY") === collationName(collation);
}
