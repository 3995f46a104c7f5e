import { type Connection } from "@limbeck/database";
import { decideRenames, diff, type Questioner, withRenames } from "@limbeck/differ";
import { canonicalise, introspect, type Introspection } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { describe, type Operation, reverseAll } from "@limbeck/operations";

import { build } from "../../build.ts";
import { run } from "../journey.ts";
import { chain } from "../pairs.ts";
import { type SchemaPair } from "../smallest.ts";
import { type BenchOptions, type SqliteDatabase, sqliteDatabase } from "./bench.ts";
import { inKeyOrderOf } from "./keyOrder.ts";
import { type KeptTables, seedSqlite } from "./seededRows.ts";
import { remaining } from "../remaining.ts";

export interface LawOptions extends BenchOptions {
  /** Who says what has another name. Absent: nothing has. */
  readonly ask?: Questioner;
}

const nobody: Questioner = () => Promise.resolve([]);

/**
 * What breaks the law of a pair on SQLite, in words; nothing where all holds. A database that is built from nothing is its models. One at `a`,
 * with rows, is brought to `b`, and is then what one is that was built from nothing; a comparison finds nothing to do; the way back gives the start, and
 * the way there works again. Rows of tables that keep their columns, under whatever names, are there at every station.
 */
export async function breaches(pair: SchemaPair, options: LawOptions): Promise<readonly string[]> {
  const [left, right] = [await sqliteDatabase(options), await sqliteDatabase(options)];
  try {
    return await tryPair(left, right, pair, options.ask ?? nobody);
  } catch (error) {
    return [chain(error)];
  } finally {
    await left.drop();
    await right.drop();
  }
}

async function tryPair(
  left: SqliteDatabase,
  right: SqliteDatabase,
  [a, target]: SchemaPair,
  ask: Questioner,
): Promise<readonly string[]> {
  const start = await standing(left.connection, a, "a");
  const { renamed, operations } = await stepsTo(left.connection, start.found, target, ask).catch(
    async (error: unknown) => {
      await standing(right.connection, target, "b");
      throw error;
    },
  );
  const b = inKeyOrderOf(renamed, target, operations);
  const end = await standing(right.connection, b, "b");
  const unlike = [...start.unlike, ...end.unlike];
  if (unlike.length > 0) return unlike;
  const kept = await seedSqlite([left.connection, right.connection], {
    a: start.found.schema,
    renamed,
    b: end.found.schema,
  });
  const first = { models: a, lines: await left.lines(), kept: kept.left, rows: await left.rows() };
  const last = { models: b, lines: await right.lines(), kept: kept.right, rows: await right.rows() };
  const faults: string[] = [];
  const look = async (where: string, { models, lines, kept: tables, rows }: Station): Promise<void> => {
    faults.push(...difference(where, await left.lines(), lines));
    faults.push(...difference(where, keptRows(await left.rows(), tables), keptRows(rows, tables)));
    faults.push(...(await stillToDo(left.connection, models, where)));
  };
  await run(left.connection, operations);
  await look("after the upgrade", last);
  await run(left.connection, reverseAll(operations));
  await look("after the downgrade", first);
  await run(left.connection, operations);
  await look("after the second upgrade", last);
  return faults.length === 0 ? [] : [...faults, ...operations.map((one) => `operation: ${describe(one)}`)];
}

/** What a database is to be at one end of the way. */
interface Station {
  readonly models: Schema;
  readonly lines: readonly string[];
  readonly kept: KeptTables["left"];
  readonly rows: readonly string[];
}

/** The steps to the models, and the start with what takes another name on the way. */
async function stepsTo(
  connection: Connection,
  { schema: database }: Introspection,
  models: Schema,
  ask: Questioner,
): Promise<{ readonly renamed: Schema; readonly operations: readonly Operation[] }> {
  const { before, operations: renames } = await decideRenames(database, models, ask);
  const settled = await canonicalise({ models, database: before, connection });
  const changes = diff(settled.database, settled.models, { renamed: renames.length > 0 });
  return { renamed: before, operations: withRenames(renames, changes, database) };
}

/** What a fault begins with that is not in the change. */
export const UNSOUND = "no database is so";

/** Says so where a schema is none that SQLite takes: the fault is not in the change then. */
async function standing(connection: Connection, models: Schema, where: string): Promise<Standing> {
  try {
    return await stand(connection, models, where);
  } catch (error) {
    throw new Error(UNSOUND, { cause: error });
  }
}

interface Standing {
  readonly found: Introspection;
  readonly unlike: readonly string[];
}

async function stand(connection: Connection, models: Schema, where: string): Promise<Standing> {
  await build(connection, models);
  // Giving a table another name has SQLite look at every view and trigger; one that reads what is not there is no start for a change.
  await connection.execute(
    `CREATE TABLE "limbeck probe" (a); ALTER TABLE "limbeck probe" RENAME TO "limbeck probed"; DROP TABLE "limbeck probed"`,
  );
  const found = await introspect(connection);
  return { found, unlike: await remaining(connection, found, models, where) };
}

async function stillToDo(connection: Connection, models: Schema, where: string): Promise<readonly string[]> {
  return remaining(connection, await introspect(connection), models, where);
}

/** What a line of a row says that has to stay: `row items: rowid=1 id=2`; of a row that gets another rowid, not that. */
function keptRows(lines: readonly string[], tables: KeptTables["left"]): readonly string[] {
  return lines.flatMap((line) => {
    const found = [...tables].find(([name]) => line.startsWith(`row ${name}: `));
    if (found === undefined) return [];
    return found[1].rowids ? [line] : [line.replace(/: rowid=\d+ /, ": ")];
  });
}

/** Lines that one side has too much, and those that it lacks; one that lacks only a name is neither. */
export function difference(
  where: string,
  have: readonly string[],
  want: readonly string[],
): readonly string[] {
  const [got, wanted] = [new Set(have), new Set(want)];
  const tooMuch = have.filter((line) => !wanted.has(line));
  const missing = want.filter((line) => !got.has(line));
  const isFound = (line: string, others: readonly string[]): boolean =>
    others.some((other) => sameButForName(line, other));
  return [
    ...tooMuch.filter((line) => !isFound(line, missing)).map((line) => `${where}, too much: ${line}`),
    ...missing.filter((line) => !isFound(line, tooMuch)).map((line) => `${where}, missing: ${line}`),
  ];
}

/** A constraint that nobody named on one side is the one that stands at the same place on the other, whatever that is called. */
function sameButForName(line: string, other: string): boolean {
  const [names, others] = [namesIn(line), namesIn(other)];
  return (
    line.replace(NAME, " ") === other.replace(NAME, " ") &&
    [...names].every(([place, name]) => (others.get(place) ?? name) === name)
  );
}

const NAME = / constraint (?:"(?:[^"\\]|\\.)*"|\S+) /g;

/** The names of constraints, each by how far into the rest of the line it stands. */
function namesIn(line: string): ReadonlyMap<number, string> {
  let before = 0;
  return new Map(
    [...line.matchAll(NAME)].map(([name], at, all) => {
      const place = (all[at]?.index ?? 0) - before;
      before += name.length - 1;
      return [place, name] as const;
    }),
  );
}
