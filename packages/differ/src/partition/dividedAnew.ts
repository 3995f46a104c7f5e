import {
  isPartition,
  nameKey,
  partitionsOf,
  type QualifiedName,
  type Schema,
  type Table,
} from "@limbeck/model";
import { mapParts, type Operation } from "@limbeck/operations";

import { type Between } from "./between.ts";
import { isDividedAlike, speaksOfAll } from "./partitions.ts";
import { tablesAnew } from "./tablesAnew.ts";
import { withoutPartitions } from "./withoutPartitions.ts";

/**
 * The operations between two schemas, where a table is to be divided that is not, divided otherwise, or no longer, for which PostgreSQL has no
 * ALTER TABLE: the table is made anew, and its rows are copied. It is brought into one piece before all else and divided after all else, so that
 * whatever else changes does so while it is in one piece.
 */
export function aroundDivided(before: Schema, after: Schema, between: Between): readonly Operation[] {
  const names = dividedOtherwise(before, after);
  if (names.size === 0) return between(before, after);
  const [start, end] = [inOnePiece(before, names), inOnePiece(after, names)];
  const operations = [
    ...tablesAnew(before, start, dividedIn(before, names), between),
    ...between(start, end),
    ...tablesAnew(end, after, dividedIn(after, names), between),
  ];
  return withRightsKept(operations, awayIn(before, start), awayIn(after, end));
}

/** The keys of the views that stand on partitions. */
function awayIn(schema: Schema, rest: Schema): ReadonlySet<string> {
  const left = new Set(rest.views.map(nameKey));
  return new Set(schema.views.map(nameKey).filter((key) => !left.has(key)));
}

/** The views that go with the old partitions and come with the new ones belong to whom they belonged. */
function withRightsKept(
  operations: readonly Operation[],
  gone: ReadonlySet<string>,
  come: ReadonlySet<string>,
): readonly Operation[] {
  const stays = (view: QualifiedName): boolean => gone.has(nameKey(view)) && come.has(nameKey(view));
  return operations.map((op): Operation => {
    if (op.kind === "dropView" || op.kind === "dropMaterializedView")
      return stays(op.name) ? { ...op, keepRights: true } : op;
    if (op.kind === "createView" || op.kind === "createMaterializedView")
      return stays(op.view) ? { ...op, keepRights: true } : op;
    return op;
  });
}

/** The tables that can be made anew: no partitions themselves, and with none that only the database knows. */
function dividedOtherwise(before: Schema, after: Schema): ReadonlySet<string> {
  const old = new Map(before.tables.map((table) => [nameKey(table), table]));
  const found = after.tables.filter((table) => {
    const was = old.get(nameKey(table));
    if (was === undefined || isPartition(was) || isPartition(table) || isDividedAlike(was, table))
      return false;
    return (
      speaksOfAll(after) || areDeclared(partitionsOf(was, before.tables), partitionsOf(table, after.tables))
    );
  });
  return new Set(found.map(nameKey));
}

function areDeclared(partitions: readonly Table[], declared: readonly Table[]): boolean {
  const names = new Set(declared.map(nameKey));
  return partitions.every((one) => names.has(nameKey(one)));
}

/** The schema with these tables in one piece. */
function inOnePiece(schema: Schema, names: ReadonlySet<string>): Schema {
  const divided = dividedIn(schema, names);
  if (divided.length === 0) return schema;
  const partitions = divided.flatMap((table) => partitionsOf(table, schema.tables));
  const left = withoutPartitions(schema, new Set(partitions.map(nameKey)));
  return { ...left, tables: left.tables.map((table) => (isOneOf(table, names) ? whole(table) : table)) };
}

function dividedIn({ tables }: Schema, names: ReadonlySet<string>): readonly Table[] {
  return tables.filter((table) => isOneOf(table, names));
}

function isOneOf(table: Table, names: ReadonlySet<string>): boolean {
  return table.partitionBy !== undefined && names.has(nameKey(table));
}

function whole(table: Table): Table {
  const { partitionBy: _, ...rest } = mapParts(table, () => undefined);
  return rest;
}
