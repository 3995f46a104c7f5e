import { nameKey } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

type DropColumn = Extract<Operation, { readonly kind: "dropColumn" }>;
type ColumnStep = Extract<
  Operation,
  { readonly kind: "addColumn" | "alterColumn" | "backfill" | "dropColumn" }
>;

/**
 * The same steps with the columns that go behind those of their table that are filled: what rows get often stands in what goes, as where one column
 * becomes two.
 */
export function dropsBehind(operations: readonly Operation[]): readonly Operation[] {
  const steps = [...operations];
  for (const drop of operations.filter(isDrop).toReversed()) {
    const at = steps.indexOf(drop);
    const end = endOfFilling(steps, at, drop);
    if (end !== undefined && mayWait(drop, operations)) {
      steps.splice(at, 1);
      steps.splice(end, 0, drop);
    }
  }
  return steps;
}

function isDrop(op: Operation): op is DropColumn {
  return op.kind === "dropColumn";
}

/** Where the last column that is filled is NOT NULL, as far as nothing but columns changes until then. */
function endOfFilling(steps: readonly Operation[], at: number, drop: DropColumn): number | undefined {
  const rest = steps.slice(at + 1);
  const other = rest.findIndex((op) => !isColumnStep(op));
  const run = (other === -1 ? rest : rest.slice(0, other)).filter(isColumnStep);
  const isOwn = (op: ColumnStep): boolean => nameKey(op.table) === nameKey(drop.table);
  const filled = new Set(run.flatMap((op) => (op.kind === "backfill" && isOwn(op) ? [op.column] : [])));
  const last = run.findLastIndex(
    (op) => (op.kind === "backfill" || op.kind === "alterColumn") && isOwn(op) && filled.has(op.column),
  );
  return last === -1 ? undefined : at + 1 + last;
}

const COLUMN_STEPS = {
  addColumn: true,
  alterColumn: true,
  backfill: true,
  dropColumn: true,
} satisfies Record<ColumnStep["kind"], true>;

function isColumnStep(op: Operation): op is ColumnStep {
  return op.kind in COLUMN_STEPS;
}

/** What takes the place or a name of the one that goes has to wait for that. */
function mayWait({ table, name, column }: DropColumn, operations: readonly Operation[]): boolean {
  const namesOthers =
    column?.notNullName !== undefined || column?.identity !== undefined || column?.default?.kind === "serial";
  const comesAgain = operations.some(
    (op) => op.kind === "addColumn" && op.column.name === name && nameKey(op.table) === nameKey(table),
  );
  return !namesOthers && !comesAgain;
}
