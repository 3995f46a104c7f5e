import { connect, type SqliteConnection } from "@limbeck/database";
import { type AskSqlite, freshSqlite, sqliteProgram, sqliteRows, sqliteWitness } from "@limbeck/testkit";

/** A database file of its own, and what is seen of it. */
export interface SqliteDatabase {
  readonly connection: SqliteConnection;
  /** What it is, in lines. */
  readonly lines: () => Promise<readonly string[]>;
  readonly rows: () => Promise<readonly string[]>;
  readonly drop: () => Promise<void>;
}

export interface BenchOptions {
  /** Asks the program `sqlite3`, where there is one, and not the driver that has made the database. */
  readonly byProgram: boolean;
}

/** Foreign keys are on, as an application has them: what goes with its parent is gone when the parent is dropped. */
export async function sqliteDatabase({ byProgram }: BenchOptions): Promise<SqliteDatabase> {
  const file = freshSqlite();
  const connection = await connect({ engine: "sqlite", path: file.path });
  await connection.execute("PRAGMA foreign_keys = ON");
  const byDriver: AskSqlite = (sql) => connection.query(sql);
  const program = byProgram ? await sqliteProgram(file.path) : undefined;
  const ask = program ?? byDriver;
  return {
    connection,
    lines: () => sqliteWitness(ask),
    rows: () => sqliteRows(ask),
    drop: async () => {
      await connection.close();
      file.drop();
    },
  };
}
