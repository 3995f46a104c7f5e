import Database from "libsql";

import { emptySchema, type Schema } from "@limbeck/model";

import { applyAll } from "../derive.ts";
import { OPAQUE } from "../operation.ts";
import { type Operation } from "../operations.ts";
import { type Plan } from "../plan.ts";
import { planOnSqlite } from "../rebuild/planOnSqlite.ts";
import { record, type Operations } from "../record.ts";

export const FACTS = { version: 3045001 };

/** A database in memory, as far as the tests of plans ask for one. Keys are on, as a user's connection may have them. */
export interface Memory {
  readonly run: (...sql: readonly string[]) => void;
  /** The rows, each as its values. */
  readonly rows: (sql: string) => unknown[];
  readonly close: () => void;
}

export function memory(): Memory {
  const database = new Database(":memory:");
  database.exec("PRAGMA foreign_keys = ON");
  return {
    run: (...sql) => {
      for (const text of sql) database.exec(text);
    },
    rows: (sql) => database.prepare(sql).raw().all(),
    close: () => {
      database.close();
    },
  };
}

/** As a run does it: keys off before it begins, all or nothing. */
export function inTransaction(database: Memory, statements: readonly string[]): void {
  database.run("PRAGMA foreign_keys = OFF", "BEGIN IMMEDIATE");
  try {
    database.run(...statements);
    database.run("COMMIT");
  } catch (error) {
    database.run("ROLLBACK");
    throw error;
  } finally {
    database.run("PRAGMA foreign_keys = ON");
  }
}

/** Makes what the first body says, with rows, and then what the second says: as a run does, keys off and one transaction. */
export function changeInMemory(
  database: Memory,
  before: (op: Operations) => void,
  rows: readonly string[],
  after: (op: Operations) => void,
): void {
  const made = recorded(before);
  const schema = schemaOf(made);
  database.run(...sqlOf(made), ...rows);
  inTransaction(database, sqlOf(recorded(after), schema));
}

/** What a revision records. */
export function recorded(body: (op: Operations) => void): readonly Operation[] {
  const context = { dialect: "sqlite", direction: "upgrade", offline: false, replay: false, x: {} } as const;
  return record(body, context).map(({ operation }) => operation);
}

export function schemaOf(operations: readonly Operation[], before = emptySchema("sqlite")): Schema {
  const schema = applyAll(before, operations);
  if (schema === OPAQUE) throw new Error("only a database could tell");
  return schema;
}

/** The statements of a list, on what another list has made. */
export function sqlOf(operations: readonly Operation[], schema?: Schema): readonly string[] {
  const plans = planOnSqlite(operations, { ...FACTS, ...(schema === undefined ? {} : { schema }) });
  if (plans.length < operations.length) throw new Error("it asks for the schema");
  return plans.flatMap(statementsOf);
}

function statementsOf(plan: Plan): readonly string[] {
  if (plan.kind !== "statements") throw new Error(JSON.stringify(plan));
  return plan.statements.map(({ sql }) => sql);
}
