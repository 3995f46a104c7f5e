import { type Check, nameKey, type QualifiedName, type Table, truncateName } from "@limbeck/model";
import {
  type AlterColumn,
  type Backfill,
  defined,
  type Operation,
  quoteIdentifier,
} from "@limbeck/operations";

import { validate } from "./constraints.ts";
import { type Kitchen } from "./kitchen.ts";

/**
 * SET NOT NULL looks at every row while nobody can read the table, unless a valid check says that there is no NULL (PostgreSQL
 * manual, ALTER TABLE; CN07 of the safety rules). So such a check comes, NOT VALID, is validated, and goes again. In an ALTER TABLE of
 * its own: one that also drops the check has lost the proof (CN08, measured).
 */
export function alterColumn(op: AlterColumn, { standing, operations }: Kitchen): readonly Operation[] {
  const table = standing.table(op.table);
  if (table === undefined || !setsNotNull(op)) return [op];
  const { nullable, notNullName, notNullNotValid, notNullNoInherit, ...rest } = op.changes;
  const forbids = defined({ nullable, notNullName, notNullNotValid, notNullNoInherit });
  const column = op.changes.name?.to ?? op.column;
  const filled = operations.some((other) => other.kind === "backfill" && isOf(other, op));
  const guard = guardOf(table, column);
  return [
    ...(Object.keys(rest).length === 0 ? [] : [{ ...op, changes: rest }]),
    ...(filled ? [] : [create(op.table, guard)]),
    validate(op.table, guard.name, { check: guard }),
    { ...op, column, changes: forbids },
    { kind: "dropCheck", table: op.table, name: guard.name, definition: guard },
  ];
}

/** From before rows are filled, no further ones without a value come in. */
export function backfill(op: Backfill, { standing, operations }: Kitchen): readonly Operation[] {
  const table = standing.table(op.table);
  const follows = operations.some(
    (other) => other.kind === "alterColumn" && setsNotNull(other) && isOf(op, other),
  );
  return table === undefined || !follows ? [op] : [create(op.table, guardOf(table, op.column)), op];
}

function setsNotNull({ changes }: AlterColumn): boolean {
  return changes.nullable?.to === false;
}

function isOf(filled: Backfill, altered: AlterColumn): boolean {
  return nameKey(filled.table) === nameKey(altered.table) && filled.column === altered.column;
}

function create(table: QualifiedName, guard: Check): Operation {
  return { kind: "createCheck", table, definition: { ...guard, notValid: true } };
}

/** Not `…_not_null`, which is what PostgreSQL 18 calls the constraint that SET NOT NULL makes. */
function guardOf(table: Table, column: string): Check {
  const name = freeName(`${table.name}_${column}_no_nulls`, new Set(table.checks.map((one) => one.name)));
  return { name, expression: { written: `${quoteIdentifier(column)} IS NOT NULL` } };
}

function freeName(base: string, taken: ReadonlySet<string>): string {
  // Room for the number, within what the server keeps of a name.
  const free = (number: number): string => {
    const name = number === 0 ? truncateName(base) : `${truncateName(base, 60)}${number}`;
    return taken.has(name) ? free(number + 1) : name;
  };
  return free(0);
}
