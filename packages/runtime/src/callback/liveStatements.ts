import { describe, type Operation, type Plan } from "@limbeck/operations";
import { liveRefused } from "../callbackErrors.ts";

/** The statements of an operation that is executed inside a callback. Errors: `live-operation-refused` (4). */
export function liveStatements(operation: Operation, plan: Plan): readonly string[] {
  const refuse = (reason: string): never => {
    throw liveRefused(describe(operation), reason);
  };
  switch (plan.kind) {
    case "statements":
      if (plan.rebuild !== undefined)
        return refuse(operation.kind === "dropTable" ? "other tables point at it" : "it makes a table anew");
      if (plan.statements.some(({ transaction }) => transaction === "outside"))
        return refuse("it must stand outside a transaction");
      return plan.statements.map(({ sql }) => sql);
    case "rebuild":
      return refuse("it makes a table anew");
    case "call":
    case "walk":
      return refuse("it is code itself");
    case "unsupported":
      return refuse(plan.reason);
  }
}
