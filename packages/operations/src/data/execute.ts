import { isSql, type Sql } from "../input/sqlInput.ts";
import { noHazards, OPAQUE, operation } from "../operation.ts";
import { irreversible, type Irreversible } from "./irreversible.ts";
import { statementOf } from "./outside.ts";
import { statementOf as sqliteStatementOf } from "../sql/sqlite/outside.ts";

export interface Execute {
  readonly kind: "execute";
  readonly sql: string;
  readonly down?: string;
}

export interface ExecuteOptions {
  /** The statement that takes it back. */
  readonly down?: string | Sql;
}

function text(input: unknown): string {
  if (isSql(input)) return input.text;
  if (typeof input === "string") return input;
  throw new Error("takes a string or the sql`…` of limbeck; that of Drizzle belongs in op.run");
}

export const executeOperations = {
  /**
   * Runs SQL as it is: a string, or sql`…` with values written as literals. What cannot run in a transaction, such as
   * VACUUM, runs outside.
   */
  execute: operation({
    directive: (sql: string | Sql, options: ExecuteOptions = {}): Execute => ({
      kind: "execute",
      sql: text(sql),
      ...(options.down === undefined ? {} : { down: text(options.down) }),
    }),
    args: ({ sql, down }): [string | Sql, ExecuteOptions?] => {
      const statement: Sql = { kind: "sql", text: sql };
      return down === undefined ? [statement] : [statement, { down: { kind: "sql", text: down } }];
    },
    reverse: (op): Execute | Irreversible =>
      op.down === undefined
        ? irreversible("op.execute was given no `down`")
        : { kind: "execute", sql: op.down, down: op.sql },
    describe: (op) => `SQL: ${op.sql.trim().split("\n")[0]?.slice(0, 60) ?? ""}`,
    apply: () => OPAQUE,
    touches: () => ({ makes: [], breaks: [], needs: [] }),
    hazards: noHazards,
    compile: {
      postgres: (op) => ({ kind: "statements", statements: [statementOf(op.sql)] }),
      sqlite: (op) => ({ kind: "statements", statements: [sqliteStatementOf(op.sql)] }),
    },
  }),
};
