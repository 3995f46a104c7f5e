import { nameKey, type Schema, type Table } from "@limbeck/model";
import { type Operation, ref, touches } from "@limbeck/operations";

/**
 * The part of a schema that a list of operations concerns: the tables it touches, those that their foreign keys lead to,
 * and everything that is not a table. A proof on that part proves the whole, for nothing else is touched.
 */
export function concernOf(ops: readonly Operation[]): (schema: Schema) => Schema {
  const touched = new Set(
    ops.map(touches).flatMap(({ makes, breaks, needs }) => [...makes, ...breaks, ...needs]),
  );
  return (schema) => ({
    ...schema,
    tables: reachable(schema.tables, (table) => touched.has(ref.relation(table))),
  });
}

function reachable(tables: readonly Table[], starts: (table: Table) => boolean): readonly Table[] {
  const byName = new Map(tables.map((table) => [nameKey(table), table]));
  const found = new Set<Table>();
  const open = tables.filter(starts);
  for (let table = open.pop(); table !== undefined; table = open.pop()) {
    if (found.has(table)) continue;
    found.add(table);
    const targets = table.foreignKeys.map(({ references }) => byName.get(nameKey(references.table)));
    open.push(...targets.filter((target) => target !== undefined));
  }
  return tables.filter((table) => found.has(table));
}
