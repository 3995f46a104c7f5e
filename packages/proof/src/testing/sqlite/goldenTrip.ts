import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type SqliteConnection } from "@limbeck/database";
import { backForRows, decideRenames, diff, forRows, meantBy, readRename, withRenames } from "@limbeck/differ";
import { emitRevision } from "@limbeck/emitter";
import { canonicalise, introspect } from "@limbeck/introspector";
import { type ModelSchema } from "@limbeck/metadata";
import { emptySchema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { performOnSqlite } from "../../sqlite/perform.ts";
import { FIXTURES, type GoldenCase, goldenRenames, goldenRows } from "../goldenCase.ts";
import { goldenModels } from "../goldenModels.ts";
import { headerOf } from "../goldenTrip.ts";

/** What is written for a case of SQLite. */
const SQLITE_FILES = ["revision.ts", "sqlite.sql"] as const;
export type SqliteFiles = Readonly<Record<(typeof SQLITE_FILES)[number], string>>;

export interface SqliteTrip {
  readonly before: ModelSchema;
  readonly after: ModelSchema;
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
  readonly files: SqliteFiles;
}

/** Takes a case from its models to its files. The connection leads to an empty database, which is left as `before`. */
export async function sqliteTrip(golden: GoldenCase, connection: SqliteConnection): Promise<SqliteTrip> {
  const before = await standBefore(golden, connection);
  const after = await goldenModels(golden, "after", "sqlite");
  const { upgrade, downgrade } = await stepsOf(golden, connection, after);
  const there = await perform(connection, upgrade);
  const back = await perform(connection, downgrade);
  const files = {
    "revision.ts": await emitRevision({
      header: headerOf(golden),
      upgrade,
      downgrade,
      language: "ts",
      dialect: "sqlite",
      file: join(golden.folder, "revision.ts"),
      projectRoot: FIXTURES,
    }),
    "sqlite.sql": `-- upgrade\n${page(there)}\n\n-- downgrade\n${page(back)}\n`,
  };
  return { before, after, upgrade, downgrade, files };
}

/** Makes an empty database what it is before the case, with its rows. */
export async function standBefore(golden: GoldenCase, connection: SqliteConnection): Promise<ModelSchema> {
  const before = await goldenModels(golden, "before", "sqlite");
  await perform(connection, diff(emptySchema("sqlite"), before.schema));
  await connection.execute(goldenRows(golden));
  return before;
}

async function stepsOf(golden: GoldenCase, connection: SqliteConnection, after: ModelSchema) {
  const { schema: database } = await introspect(connection);
  const said = goldenRenames(golden);
  const renamed = await decideRenames(database, after.schema, ({ possible, former }) =>
    Promise.resolve(said.flatMap((text) => meantBy(readRename(text), possible, former) ?? [])),
  );
  const settled = await canonicalise({ models: after.schema, database: renamed.before, connection });
  const changes = diff(settled.database, settled.models, { renamed: renamed.operations.length > 0 });
  const upgrade = forRows(withRenames(renamed.operations, changes, database), database);
  return { upgrade, downgrade: backForRows(upgrade, settled.models) };
}

/** Runs operations; gives the statements that were run. */
export async function perform(
  connection: SqliteConnection,
  operations: readonly Operation[],
): Promise<readonly string[]> {
  const done: string[] = [];
  await performOnSqlite(connection, operations, async (sql) => {
    await connection.execute(sql);
    done.push(sql);
  });
  return done;
}

export const page = (statements: readonly string[]): string => statements.map((sql) => `${sql};`).join("\n");

/** What stands in the folder; the empty text for a file that is not written yet. */
export function readSqliteGolden({ folder }: GoldenCase): SqliteFiles {
  const read = (name: keyof SqliteFiles): string =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n") : "";
  return { "revision.ts": read("revision.ts"), "sqlite.sql": read("sqlite.sql") };
}

export function writeSqliteGolden({ folder }: GoldenCase, files: SqliteFiles): void {
  for (const name of SQLITE_FILES) writeFileSync(join(folder, name), files[name]);
}
