import { type Unmodelled } from "../unmodelled.ts";
import { type KindRow } from "./catalog.ts";

const KINDS: Readonly<Record<string, string>> = { virtual: "virtual table", shadow: "shadow table" };

/** Whether SQLite itself made a table, whose name nobody else may take. */
export function isInternal(name: string): boolean {
  return /^sqlite_/i.test(name);
}

/** What is in the file and is not a user's table: virtual tables, the tables that these keep their rows in, and SQLite's own. */
export function unmodelledOf(kinds: readonly KindRow[]): readonly Unmodelled[] {
  return kinds
    .flatMap(({ name, kind }): Unmodelled[] => {
      const known = isInternal(name) ? "internal table" : KINDS[kind];
      return known === undefined || isSchemaTable(name) ? [] : [{ kind: known, name }];
    })
    .sort((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1));
}

/** The table that all of this is read from. */
function isSchemaTable(name: string): boolean {
  return /^sqlite_(?:temp_)?(?:schema|master)$/i.test(name);
}
