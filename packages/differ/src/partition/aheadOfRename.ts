import { nameKey, type QualifiedName } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { type Anew } from "./between.ts";

/**
 * What goes before the table takes another name, and the rest: whatever stands on it goes while it has its own, so that on the way back it comes when
 * the table has it again, and means that.
 */
export function aheadOfRename(
  operations: readonly Operation[],
  moves: readonly Anew[],
): readonly [readonly Operation[], readonly Operation[]] {
  const first = operations.findIndex((op) => moves.some(({ table }) => makes(op, table)));
  const [early, later] = [operations.slice(0, first), operations.slice(first)];
  const ahead = [...early, ...later.filter(losesDefault), ...later.filter(makesWay)];
  const rest = later.filter((op) => !losesDefault(op) && !makesWay(op));
  return [ahead.map((op) => inOldNames(op, moves)), rest];
}

/** A default that is dropped while its column is something else comes again with the type of that. */
function losesDefault(op: Operation): boolean {
  return op.kind === "alterColumn" && op.changes.default?.to === null && op.changes.type === undefined;
}

/** Nothing else is otherwise in the end, so what goes comes again, and a column that takes another type takes its own again. */
function makesWay(op: Operation): boolean {
  if (op.kind !== "alterColumn") return op.kind.startsWith("drop");
  const { type } = op.changes;
  return type !== undefined && WAYS.has(type.to.canonical ?? "");
}

/** What rows are meanwhile. */
const WAYS: ReadonlySet<string> = new Set(["text", "text[]", "jsonb"]);

/** Whether an operation makes the table. */
export function makes(
  op: Operation,
  table: QualifiedName,
): op is Extract<Operation, { readonly kind: "createTable" }> {
  return op.kind === "createTable" && nameKey(op.table) === nameKey(table);
}

/** The names aside are those of nothing else. */
function inOldNames<T>(value: T, moves: readonly Anew[]): T {
  if (Array.isArray(value)) return value.map((one: unknown) => inOldNames(one, moves)) as T;
  if (typeof value !== "object" || value === null) return value;
  const move = moves.find(({ old }) => "name" in value && value.name === old.name);
  const entries = Object.entries(move === undefined ? value : { ...value, name: move.table.name });
  return Object.fromEntries(entries.map(([key, one]) => [key, inOldNames<unknown>(one, moves)])) as T;
}
