import { withoutPrints } from "@limbeck/loader";
import { type Schema } from "@limbeck/model";
import { applyAll, OPAQUE, type Operation, operations } from "@limbeck/operations";
import { concernOf } from "@limbeck/proof";

import { preparedFor } from "../prepared.ts";
import { type BenchInput } from "./bench.ts";

/** What a revision records, there and back. */
export interface Recorded {
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
}

/** Absent: it cannot be recorded. Why, the run will tell; a downgrade that there is none of says nothing. */
export async function recorded(
  { project, revisions }: BenchInput,
  revision: string,
): Promise<Recorded | undefined> {
  const said = async (direction: keyof Recorded): Promise<readonly Operation[] | undefined> => {
    try {
      const steps = await withoutPrints(() => preparedFor(project, revisions, [revision], direction));
      return steps.flatMap((step) => step.operations);
    } catch {
      return undefined;
    }
  };
  const upgrade = await said("upgrade");
  return upgrade === undefined ? undefined : { upgrade, downgrade: (await said("downgrade")) ?? [] };
}

/** The part of a schema that a revision concerns that starts there; all of it where nobody knows what it does. */
export function concernedBy(said: Recorded | undefined, before: Schema): Schema {
  // A table of SQLite that is made anew may take rows of those that refer to it along, and rows are cheap there.
  if (said === undefined || before.dialect === "sqlite") return before;
  const ops = [...said.upgrade, ...said.downgrade];
  if (ops.some((op) => isOpaque(op, before))) return before;
  const after = reached(said.upgrade, before);
  return after === OPAQUE ? before : concernOf(ops, before, after)(before);
}

const CODE: ReadonlySet<string> = new Set<Operation["kind"]>(["execute", "run", "batches"]);
const WRITES: ReadonlySet<string> = new Set<Operation["kind"]>(["bulkInsert", "copyRows", "backfill"]);

/** Whether it may change rows of any table: rows that are written may have triggers that write others. */
function isOpaque({ kind }: Operation, { triggers }: Schema): boolean {
  return CODE.has(kind) || !Object.hasOwn(operations, kind) || (WRITES.has(kind) && triggers.length > 0);
}

/** What does not fit the schema is told by the run. */
function reached(upgrade: readonly Operation[], before: Schema): Schema | typeof OPAQUE {
  try {
    return applyAll(before, upgrade);
  } catch {
    return OPAQUE;
  }
}
