import { type Check, type ForeignKey, type QualifiedName } from "@limbeck/model";
import { type LateConstraint, type Operation } from "@limbeck/operations";

import { foreignKeyOnPartitions } from "./partitions.ts";
import { type Kitchen, type Of } from "./kitchen.ts";

/** NOT VALID, which only new rows have to fit, then validated while the table is written to (CN05 of the safety rules). */
export function createCheck(op: Of<"createCheck">, { standing }: Kitchen): readonly Operation[] {
  const { table, definition } = op;
  if (isIdle(definition) || !standing.has(table)) return [op];
  return [
    { ...op, definition: { ...definition, notValid: true } },
    validate(table, definition.name, { check: definition }),
  ];
}

/** As a check (CN06). That of a partitioned table cannot be NOT VALID before PostgreSQL 18 (CN11). */
export function createForeignKey(op: Of<"createForeignKey">, kitchen: Kitchen): readonly Operation[] {
  const { standing } = kitchen;
  const { table, definition } = op;
  if (isIdle(definition) || !standing.has(table)) return [op];
  if (!standing.hasWhole(table)) return foreignKeyOnPartitions(op, kitchen);
  return [
    { ...op, definition: { ...definition, notValid: true } },
    validate(table, definition.name, { foreignKey: definition }),
  ];
}

/** Whether no row that is there has to fit. */
function isIdle({ notValid, notEnforced }: Check | ForeignKey): boolean {
  return notValid === true || notEnforced === true;
}

export function validate(table: QualifiedName, name: string, constraint: LateConstraint): Operation {
  return { kind: "validateConstraint", table, name, constraint };
}
