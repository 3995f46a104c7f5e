import { connect, type Connection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { canonicalise, introspect } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { describe, type Operation, reverseAll } from "@limbeck/operations";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { build } from "../build.ts";
import { differences } from "../compare.ts";
import { run, witness } from "./journey.ts";
import { chain, EMPTY } from "./pairs.ts";
import { type SchemaPair } from "./smallest.ts";

/** Two databases on one server that pairs use one after the other. */
export interface LawBench {
  readonly left: Connection;
  readonly right: Connection;
  readonly databases: readonly TestDatabase[];
  readonly drop: () => Promise<void>;
}

export async function lawBench(major: number): Promise<LawBench> {
  const databases = [await freshDatabase({ major }), await freshDatabase({ major })] as const;
  const [left, right] = [await connect(databases[0].url), await connect(databases[1].url)];
  const drop = async (): Promise<void> => {
    await Promise.all([left.close(), right.close()]);
    for (const database of databases) await database.drop();
  };
  return { left, right, databases, drop };
}

/** Where the operations learn what the target is: from models, or from a database that is there already. */
export type Target = "models" | "database";

/**
 * What breaks the law of a pair on a real server, in words; nothing where all holds. A database that is built from nothing is its
 * models. One at `a` is brought to `b`, and is then what one is that was built from nothing; a comparison finds nothing to do;
 * the way back gives the start, and the way there works again. What a database is, the catalog's witness says.
 */
export async function breaches(
  bench: LawBench,
  pair: SchemaPair,
  target: Target,
): Promise<readonly string[]> {
  const [a, b] = pair;
  const { left, right } = bench;
  try {
    await both(rebuild(left, a), rebuild(right, b));
    const unlike = [...(await remaining(left, a, "a")), ...(await remaining(right, b, "b"))];
    return unlike.length > 0 ? unlike : await there(bench, pair, await operationsTo(bench, b, target));
  } catch (error) {
    return [chain(error)];
  }
}

async function there(
  { left, right }: LawBench,
  [a, b]: SchemaPair,
  operations: readonly Operation[],
): Promise<readonly string[]> {
  const [start, target] = [await witness(left), await witness(right)];
  await run(left, operations);
  const [up, leftAtTarget] = [await witness(left), await remaining(left, b, "b, after the upgrade")];
  await run(left, reverseAll(operations));
  const [down, leftAtStart] = [await witness(left), await remaining(left, a, "a, after the downgrade")];
  await run(left, operations);
  const again = await witness(left);
  const compare = (respell: Respell): readonly string[] => [
    ...difference("after the upgrade", respell(up), respell(target)),
    ...difference("after the downgrade", respell(down), respell(start)),
    ...difference("after the second upgrade", respell(again), respell(target)),
  ];
  const seen = compare((lines) => lines);
  // Two databases more for each pair take too long; most pairs need none.
  const faults = seen.length === 0 ? [] : compare(await respelling(right, [a, b]));
  return [...leftAtTarget, ...leftAtStart, ...faults];
}

/** Waits for the one though the other fails: a connection that is still at work would disturb the next pair. */
async function both(...work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

async function rebuild(connection: Connection, schema: Schema): Promise<void> {
  await connection.execute(EMPTY);
  await build(connection, schema);
}

/** What a comparison with models finds on a database that should be them. */
async function remaining(connection: Connection, models: Schema, where: string): Promise<readonly string[]> {
  const operations = await differences(connection, models, { comments: true });
  return operations.map((operation) => `a comparison at ${where} finds: ${describe(operation)}`);
}

async function operationsTo({ left, right }: LawBench, models: Schema, target: Target) {
  const { schema: database, serverVersion } = await introspect(left, ALL);
  if (target === "database") return diff(database, (await introspect(right, ALL)).schema, { serverVersion });
  const settled = await canonicalise({ models, database, connection: left });
  return diff(settled.database, settled.models, { serverVersion });
}

const ALL = { allSchemas: true };

type Respell = (lines: readonly string[]) => readonly string[];

/**
 * Takes a second spelling for the first. Printing is not a fixed point in PostgreSQL: `name IN ('a')` of a varchar prints as one thing, and
 * that, when it is run, as another. So each side is built once more from what was read of it.
 */
async function respelling(connection: Connection, sides: readonly Schema[]): Promise<Respell> {
  const first = new Map<string, string>();
  for (const side of sides) {
    await rebuild(connection, side);
    const before = new Map((await witness(connection)).map((line) => [titleOf(line), line]));
    await rebuild(connection, (await introspect(connection, ALL)).schema);
    for (const line of await witness(connection)) {
      const other = before.get(titleOf(line));
      if (other !== undefined && other !== line) first.set(line, other);
    }
  }
  return (lines) => lines.map((line) => first.get(line) ?? line);
}

/** What a line of the witness is about. */
function titleOf(line: string): string {
  return line.slice(0, line.indexOf(": "));
}

function difference(where: string, have: readonly string[], want: readonly string[]): readonly string[] {
  const [got, wanted] = [new Set(have), new Set(want)];
  return [
    ...have.filter((line) => !wanted.has(line)).map((line) => `${where}, too much: ${line}`),
    ...want.filter((line) => !got.has(line)).map((line) => `${where}, missing: ${line}`),
  ];
}
