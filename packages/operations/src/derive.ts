import { type Dialect, type Schema } from "@limbeck/model";

import { withCollations } from "./collation/mentioned.ts";
import { withoutNeedless } from "./column/needless.ts";
import { lackingIn } from "./dialect/lacking.ts";
import { takenOutTogether } from "./enum/together.ts";
import { behindRenames } from "./function/behindRenames.ts";
import { type Hazard } from "./hazard.ts";
import { OPAQUE } from "./operation.ts";
import { type Operation, rowOf } from "./operations.ts";
import { lacking, type Plan, type ServerFacts } from "./plan.ts";
import { spelledAs } from "./rebuild/spelledAs.ts";
import { type Touches } from "./ref.ts";

/** The opposite operation. Reversing twice gives the operation back where it knows what it needs; else `irreversible`. */
export function reverse(op: Operation): Operation {
  return rowOf(op).reverse(op);
}

/** The way back of a list: each turned round, back to front. What was filled stays, or goes with its column. */
export function reverseAll(ops: readonly Operation[]): readonly Operation[] {
  const turned = ops
    .filter(({ kind }) => kind !== "backfill")
    .map(reverse)
    .reverse();
  return behindRenames(takenOutTogether(withoutNeedless(turned)), touchesMade);
}

/** Whether an operation touches what another one makes, and so stays behind it. */
function touchesMade(op: Operation, maker: Operation): boolean {
  const made = new Set(touches(maker).makes);
  const { makes, breaks, needs, needsOld = [], needsNew = [] } = touches(op);
  return [...makes, ...breaks, ...needs, ...needsOld, ...needsNew].some((ref) => made.has(ref));
}

/** The operation in words, without a full stop. */
export function describe(op: Operation): string {
  return rowOf(op).describe(op);
}

/** The schema after one operation; `opaque` where only an engine can tell. */
export function apply(schema: Schema, op: Operation): Schema | typeof OPAQUE {
  return rowOf(op).apply(schema, op);
}

/** The schema after all operations; `opaque` as soon as one is. */
export function applyAll(schema: Schema, ops: readonly Operation[]): Schema | typeof OPAQUE {
  let current: Schema = schema;
  for (const op of ops) {
    const next = apply(current, op);
    if (next === OPAQUE) return OPAQUE;
    current = next;
  }
  return current;
}

export function touches(op: Operation): Touches {
  const own = rowOf(op).touches(op);
  // Data and functions of users are none of what is ordered.
  return op.kind === "own" || op.kind === "run" ? own : withCollations(op, own);
}

/** What a reviewer must know of an operation on PostgreSQL; `hazardsAmong` speaks of SQLite too. */
export function hazards(op: Operation): readonly Hazard[] {
  return rowOf(op).hazards(op);
}

/** What the server gets. */
export function compile(op: Operation, dialect: Dialect, server: ServerFacts): Plan {
  const spelled = SPELL[dialect](op, server);
  return refused(spelled, dialect, server) ?? rowOf(spelled).compile[dialect](spelled, server);
}

/** The names of an operation as the server has them, where it takes them in any case. */
const SPELL = {
  postgres: (op) => op,
  sqlite: (op, { schema }) => (schema === undefined ? op : spelledAs(schema, op)),
} satisfies Record<Dialect, (op: Operation, server: ServerFacts) => Operation>;

/** What a dialect has not is refused before anything runs, whatever kind of operation says it. */
function refused(op: Operation, dialect: Dialect, { version }: ServerFacts): Plan | undefined {
  const found = lackingIn(op, dialect, version);
  return found && lacking(found.things, dialect, found.since);
}
