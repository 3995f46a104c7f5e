import { type Connection } from "@limbeck/database";
import {
  asItStands,
  decideRenames,
  diff,
  type Questioner,
  withoutReworded,
  withRenames,
  withViewsAnew,
} from "@limbeck/differ";
import { canonicalise, introspect } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { describe, type Operation, reverseAll } from "@limbeck/operations";
import { catalogWitness } from "@limbeck/testkit";

import { perform } from "../perform.ts";
import { type SchemaPair } from "./smallest.ts";

/** What the catalog of a database looked like at the stations of a journey to another schema, back, and there again. */
export interface Journey {
  readonly operations: readonly Operation[];
  readonly start: readonly string[];
  readonly up: readonly string[];
  readonly down: readonly string[];
  readonly again: readonly string[];
  /** What a second comparison would still do at the target, in words. */
  readonly second: readonly string[];
}

/** Two sides as they are compared: of the database, and where it is taken to. */
interface Sides {
  readonly database: Schema;
  readonly models: Schema;
}

/** How two sides come to the same words, over the connection to the first one. */
export type Wording = (connection: Connection, sides: Sides) => Promise<Sides>;

const asTheyAre: Wording = (_, sides) => Promise.resolve(sides);

/** As the command line compares them: what the target says, in the words of the server. */
export const inServersWords: Wording = (connection, sides) => canonicalise({ ...sides, connection });

/** What is seen of a database, in lines. */
export type Look = (connection: Connection) => Promise<readonly string[]>;

/** Takes a database, which is at `from`, to another schema, back to the start, and there again. */
export async function journey(
  connection: Connection,
  from: Schema,
  to: Schema,
  look: Look = witness,
  word: Wording = asTheyAre,
  ask: Questioner = nobody,
): Promise<Journey> {
  const operations = await between(connection, [from, to], word, ask);
  const start = await look(connection);
  await run(connection, operations);
  const up = await look(connection);
  const second = await remaining(connection, to, word);
  await run(connection, reverseAll(operations));
  const down = await look(connection);
  await run(connection, operations);
  return { operations, start, up, second, down, again: await look(connection) };
}

export function witness(connection: Connection): Promise<readonly string[]> {
  return catalogWitness({ query: (text) => query(connection, text) });
}

async function query(connection: Connection, text: string): Promise<{ rows: Record<string, unknown>[] }> {
  return { rows: await connection.query(text) };
}

/** A database without regard to what models would leave alone. */
export const WHOLE = { allSchemas: true, othersBookkeeping: true };

async function remaining(connection: Connection, to: Schema, word: Wording): Promise<readonly string[]> {
  const { schema } = await introspect(connection, WHOLE);
  return (await between(connection, [schema, to], word, nobody)).map(describe);
}

/** Where nobody is there to say what is a rename, extensions move all the same. */
const nobody: Questioner = () => Promise.resolve([]);

/** As `limbeck diff` compares two databases. */
async function between(
  connection: Connection,
  [from, to]: SchemaPair,
  word: Wording,
  ask: Questioner,
): Promise<readonly Operation[]> {
  const { before, operations, reworded, ...decided } = await decideRenames(from, to, ask);
  const { moved, ...sides } = asItStands({ before, moves: decided.moves }, to);
  const { models } = await word(connection, {
    ...sides,
    database: withoutReworded(sides.database, reworded),
  });
  const changes = diff(before, withViewsAnew(moved(models), reworded), {
    serverVersion: connection.server.version,
    renamed: operations.length > 0,
  });
  return withRenames(operations, changes, from);
}

/** Each statement on its own, so that the error of one names it. */
export async function run(connection: Connection, operations: readonly Operation[]): Promise<void> {
  await perform(connection, operations, async (sql, operation) => {
    await connection.execute(sql).catch((cause: unknown) => {
      throw new Error(`${describe(operation)}\n${sql}`, { cause });
    });
  });
}
