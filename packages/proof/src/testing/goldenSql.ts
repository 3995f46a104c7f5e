import { showName } from "@limbeck/model";
import { compile, type Operation, type Plan, type ServerFacts, type Statement } from "@limbeck/operations";

/** The operations of both ways. */
export interface BothWays {
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
}

/** The statements of both ways as a page of SQL. */
export function goldenSql({ upgrade, downgrade }: BothWays, server: ServerFacts): string {
  const page = (ops: readonly Operation[]): string =>
    ops.flatMap((op) => planLines(compile(op, "postgres", server))).join("\n");
  return `-- upgrade\n${page(upgrade)}\n\n-- downgrade\n${page(downgrade)}\n`;
}

function planLines(plan: Plan): readonly string[] {
  switch (plan.kind) {
    case "statements":
      return plan.statements.map(statementLine);
    case "call":
    case "walk":
      return ["-- code of the revision runs here"];
    case "rebuild":
      return [`-- table ${showName(plan.table)} is made anew`];
    case "unsupported":
      return [`-- unsupported: ${plan.reason}`];
  }
}

function statementLine({ sql, transaction }: Statement): string {
  return transaction === undefined ? `${sql};` : `-- ${PLACES[transaction]}\n${sql};`;
}

const PLACES = {
  ahead: "ahead of the transaction, where a later step needs it",
  outside: "outside the transaction",
  later: "once what made it in this revision is committed",
} satisfies Record<NonNullable<Statement["transaction"]>, string>;
