import { type Connection, type SqliteConnection, transactionStatus } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { compile, type Operation, type Plan, pointingAt, type Rebuild } from "@limbeck/operations";
import { rebuildCascades } from "../steps/itemErrors.ts";
import { type ItemOrigin, type LateItem, type PreparedStep } from "../steps/preparedStep.ts";
import { areEnforced } from "./foreignKeys.ts";
import { sqliteOf } from "./sqliteOf.ts";
import { aside, refuseHidden, temporaries } from "./temporary.ts";
import { type Unfolding } from "./unfold.ts";

/** What a late item is planned with on a database. */
export function unfoldingOn(connection: Connection, late: LateItem): Unfolding {
  const sqlite = sqliteOf(connection);
  return {
    version: connection.server.version,
    schemaNow: () => schemaOf(connection),
    around: async (plan) => aside(plan, await temporaries(sqlite)),
    onRebuild: (rebuild) => refuseCascade(sqlite, late, rebuild),
  };
}

/** All that stands on a table, whoever keeps it. */
async function schemaOf(connection: Connection): Promise<Schema> {
  return (await introspect(connection, { othersBookkeeping: true })).schema;
}

/** What an operation becomes by itself; whether ALTER TABLE can do it may depend on the table. */
export async function planLive(connection: Connection, operation: Operation): Promise<Plan> {
  const { version } = connection.server;
  const plan = compile(operation, "sqlite", { version });
  if (plan.kind !== "rebuild") return plan;
  return compile(operation, "sqlite", { version, schema: await schemaOf(connection) });
}

/** DROP TABLE deletes the rows first, and ON DELETE of those that point at them does its work. */
async function refuseCascade(
  connection: SqliteConnection,
  origin: ItemOrigin,
  { table, pointedAtBy }: Rebuild,
): Promise<void> {
  if (pointedAtBy.length === 0 || !(await areEnforced(connection))) return;
  throw rebuildCascades(
    origin,
    table.name,
    pointedAtBy.map(({ name }) => name),
  );
}

/**
 * Refuses at once what `refuseCascade` would refuse later, as far as it can be seen: on a connection that cannot switch foreign
 * keys off, each table that is made anew and that others point at now. Errors: `rebuild-cascades`, `temporary-in-the-way` (3).
 */
export async function refuseRebuilds(connection: Connection, steps: readonly PreparedStep[]): Promise<void> {
  const late = steps.flatMap(({ items }) => items).filter((item) => item.kind === "late");
  const sqlite = sqliteOf(connection);
  if (steps.length > 0) await refuseHidden(sqlite);
  if (late.length === 0 || !(await isBound(sqlite))) return;
  const schema = await schemaOf(connection);
  for (const { entries } of late) {
    for (const entry of entries) {
      const rebuild = rebuildOf(entry, schema, connection.server.version);
      if (rebuild !== undefined) await refuseCascade(sqlite, entry, rebuild);
    }
  }
}

/** Whether foreign keys are on, and stay so. */
async function isBound(connection: SqliteConnection): Promise<boolean> {
  const isFixed = connection.everyBatchIsTransaction || (await transactionStatus(connection)) !== "none";
  return isFixed && (await areEnforced(connection));
}

function rebuildOf({ operation }: ItemOrigin, schema: Schema, version: number): Rebuild | undefined {
  const plan = compile(operation, "sqlite", { version, schema });
  if (plan.kind !== "rebuild") return undefined;
  return { table: plan.table, pointedAtBy: pointingAt(schema, plan.table) };
}
