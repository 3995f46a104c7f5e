import { foldName, type Named } from "@limbeck/model";
import { type ColumnNames } from "./expression.ts";
import { type Names } from "./derivedName.ts";
import { type TableDefinition } from "./parse/definition.ts";

/** A table while it is read: what its parts look up. */
export interface Site {
  readonly name: string;
  readonly sql: string;
  readonly definition: TableDefinition;
  readonly columnNames: ColumnNames;
  readonly names: Names;
  /** Every table of the database, by its folded name. */
  readonly relations: ReadonlyMap<string, Relation>;
}

export interface Relation {
  readonly name: string;
  readonly definition?: TableDefinition;
}

/** A name as the column itself is spelled: SQLite finds it in any case. */
export function ownColumn({ definition }: Pick<Site, "definition">, name: string): string {
  const folded = foldName(name);
  return definition.columns.find((column) => foldName(column.name) === folded)?.name ?? name;
}

/** The name that a constraint has, or one that is derived for it. */
export function nameOf(
  { names }: Site,
  { name }: { readonly name?: string },
  columns: readonly string[],
  label: string,
): Named {
  return name === undefined ? { name: names.derive(columns, label), derivedName: true } : { name };
}
