import { inTransaction, type SqliteConnection } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { describe, oneByOne, type Operation, type Plan, planOnSqlite } from "@limbeck/operations";

import { operationUnsupported } from "../errors.ts";
import { type RunStatement } from "../perform.ts";

/** Foreign keys are off meanwhile, so that a table that is made anew takes no rows of others along; inside a transaction that cannot be switched. */
export async function performOnSqlite(
  connection: SqliteConnection,
  operations: readonly Operation[],
  run: RunStatement,
): Promise<void> {
  const [{ foreign_keys: before } = {}] = await connection.query("PRAGMA foreign_keys");
  await connection.execute("PRAGMA foreign_keys = OFF");
  try {
    await inTransaction(connection, () => planAndRun(connection, operations, run));
  } finally {
    if (before === 1) await connection.execute("PRAGMA foreign_keys = ON");
  }
}

/** Plans as far as what is known of the database reaches, runs that, and looks again. */
async function planAndRun(
  connection: SqliteConnection,
  operations: readonly Operation[],
  run: RunStatement,
): Promise<void> {
  let rest = operations.flatMap(oneByOne);
  while (rest.length > 0) {
    const { schema } = await introspect(connection, { othersBookkeeping: true });
    const plans = planOnSqlite(rest, { version: connection.server.version, schema });
    for (const [at, plan] of plans.entries()) {
      const operation = rest[at];
      if (operation === undefined) continue;
      for (const sql of statementsIn(plan, operation)) await run(sql, operation);
    }
    rest = rest.slice(plans.length);
  }
}

/** What only a run can do is left out, as it is on PostgreSQL. */
function statementsIn(plan: Plan, operation: Operation): readonly string[] {
  switch (plan.kind) {
    case "statements":
      return plan.statements.map(({ sql }) => sql);
    case "call":
    case "walk":
      return [];
    case "unsupported":
      if (operation.kind === "irreversible") return [];
      throw operationUnsupported(describe(operation), plan.reason);
    case "rebuild":
      throw new TypeError(`${describe(operation)} was planned without a schema`);
  }
}
