import { foldName, type Table } from "@limbeck/model";
import { type Placed } from "../distinct.ts";
import { type Clashing, type Declared, nameClash } from "../errors.ts";

/**
 * Tables and indexes share one list of names in SQLite, which does not tell capitals from small letters. Fails with
 * `name-clash` where two have one name, also where nobody chose it: SQLite finds no other name by itself.
 */
export function checkNames(tables: readonly Placed<Table>[]): void {
  const taken = new Map<string, Declared & { readonly kind: Clashing }>();
  const claim = (kind: "table" | "index", name: string, declared: Declared): void => {
    const owner = taken.get(foldName(name));
    if (owner !== undefined) throw nameClash(kind, name, [owner, declared]);
    taken.set(foldName(name), { ...declared, kind });
  };
  for (const { noun, declared } of tables) claim("table", noun.name, declared);
  for (const { noun, declared } of tables)
    for (const { name } of noun.indexes) claim("index", name, declared);
}
