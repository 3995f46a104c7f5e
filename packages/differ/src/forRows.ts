import { type Column, type Dialect, nameKey, type QualifiedName, type Schema } from "@limbeck/model";
import {
  type AddColumn,
  applyAll,
  type Change,
  goneValues,
  OPAQUE,
  type Operation,
  reverseAll,
  TODO,
  UNCHOSEN,
} from "@limbeck/operations";

import { columnChanges } from "./table/columns.ts";
import { dropsBehind } from "./order/dropsBehind.ts";
import { fillsFirst } from "./sqlite/fillsFirst.ts";
import { withPlainNotNull } from "./table/notNull.ts";
import { leadingRenames } from "./renames/leadingRenames.ts";

/**
 * The same operations in steps that work on tables with rows. A column that becomes NOT NULL gets a place before that where the rows
 * without a value are filled; a new one without a default comes nullable first; an enum type that loses values has a place for what rows get
 * that hold them. `before` is what the
 * operations start from; a table that they make has no rows.
 */
export function forRows(operations: readonly Operation[], before: Schema): readonly Operation[] {
  const renamed = applyAll(before, leadingRenames(operations));
  const { tables: start } = renamed === OPAQUE ? before : renamed;
  const tables = new Map(start.map((table) => [nameKey(table), table]));
  const filled = new Set(operations.flatMap((op) => (op.kind === "backfill" ? [keyOf(op)] : [])));
  const steps = operations.flatMap((op): readonly Operation[] => {
    if (op.kind === "addColumn" && tables.has(nameKey(op.table)) && needsValue(op.column)) return inSteps(op);
    if (op.kind === "replaceEnum") return [withMap(op)];
    if (op.kind !== "alterColumn" || !forbidsNulls(op.changes.nullable) || filled.has(keyOf(op))) return [op];
    const column = tables.get(nameKey(op.table))?.columns.find(({ name }) => name === op.column);
    // The server computes the values of a generated column, and takes no others.
    return column?.generated === undefined ? [backfill(op.table, op.column), op] : [op];
  });
  return IN_STEPS[before.dialect](steps);
}

/** The way back from `after`, which the operations lead to, in such steps: what comes again on tables with rows has no values there. */
export function backForRows(operations: readonly Operation[], after: Schema): readonly Operation[] {
  return forRows(reverseAll(operations), after);
}

const IN_STEPS = {
  postgres: dropsBehind,
  sqlite: fillsFirst,
} satisfies Record<Dialect, (steps: readonly Operation[]) => readonly Operation[]>;

/** Only where a column of the type stays may there be rows. */
function withMap(op: Extract<Operation, { readonly kind: "replaceEnum" }>): Operation {
  const gone = goneValues(op.values);
  const held = op.uses.columns.some(({ stays }) => stays !== true);
  if (op.map !== undefined || gone.length === 0 || !held) return op;
  return { ...op, map: Object.fromEntries(gone.map((value) => [value, UNCHOSEN])) };
}

function forbidsNulls(change: Change<boolean> | undefined): boolean {
  return change?.to === false && change.from !== false;
}

const keyOf = ({ table, column }: { readonly table: QualifiedName; readonly column: string }): string =>
  JSON.stringify([nameKey(table), column]);

function needsValue({ nullable, default: value, identity, generated }: Column): boolean {
  return !nullable && value === undefined && identity === undefined && generated === undefined;
}

function inSteps(op: AddColumn): readonly Operation[] {
  const { table, column } = op;
  const empty = { ...withPlainNotNull(column), nullable: true };
  return [
    { ...op, column: empty },
    backfill(table, column.name),
    { kind: "alterColumn", table, column: column.name, changes: columnChanges(empty, column) },
  ];
}

const backfill = (table: QualifiedName, column: string): Operation => ({
  kind: "backfill",
  table,
  column,
  value: TODO,
});
