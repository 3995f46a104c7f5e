import { type PostgresConnection } from "@limbeck/database";
import { compile, type Operation } from "@limbeck/operations";

import { type RunStatement } from "../perform.ts";

export async function performOnPostgres(
  { server }: PostgresConnection,
  operations: readonly Operation[],
  run: RunStatement,
): Promise<void> {
  for (const operation of operations) {
    for (const sql of statementsOf(operation, server)) await run(sql, operation);
  }
}

/** The statements of an operation; none for what only a run can do. */
export function statementsOf(operation: Operation, server: PostgresConnection["server"]): readonly string[] {
  const plan = compile(operation, "postgres", server);
  return plan.kind === "statements" ? plan.statements.map(({ sql }) => sql) : [];
}
