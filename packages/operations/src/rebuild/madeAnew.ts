import { nameKey, showName } from "@limbeck/model";

import { type Hazard } from "../hazard.ts";
import { type Operation } from "../operations.ts";
import { mayRebuild } from "./planOnSqlite.ts";
import { shapedTable } from "./shapedTable.ts";

/** What may be done by ALTER TABLE or DROP INDEX, depending on what there is. */
const PERHAPS: ReadonlySet<Operation["kind"]> = new Set<Operation["kind"]>(["dropColumn", "renameIndex"]);

/** Said of the first operation of a list that is sure to make its table anew, unless the list has made the table itself. */
export function madeAnew(op: Operation, before: readonly Operation[]): readonly Hazard[] {
  const table = anew(op);
  if (table === undefined) return [];
  const key = nameKey(table);
  const isSaid = before.some((one) => {
    const other = one.kind === "createTable" && one.ifNotExists !== true ? one.table : anew(one);
    return other !== undefined && nameKey(other) === key;
  });
  const message = `makes table ${showName(table)} anew: copies its rows, and nobody else can write meanwhile`;
  return isSaid ? [] : [{ code: "rewrites-table", message }];
}

function anew(op: Operation): ReturnType<typeof shapedTable> {
  return !PERHAPS.has(op.kind) && mayRebuild(op) ? tableOf(op) : undefined;
}

/** With a new name beside its changes, an operation is of its table too. */
function tableOf(op: Operation): ReturnType<typeof shapedTable> {
  return op.kind === "alterColumn" ? op.table : shapedTable(op);
}
