import { type Connection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { introspect, type Introspection } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { type Operation, reverseAll } from "@limbeck/operations";

import { build } from "../build.ts";
import { run } from "./journey.ts";
import { type LawBench, type LawDatabase } from "./lawBench.ts";
import { chain, EMPTY } from "./pairs.ts";
import { type SchemaPair } from "./smallest.ts";
import { operationsTo, remaining } from "./remaining.ts";

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
  return breachesBy(bench, pair, async (start, end) =>
    target === "database"
      ? diff(start.schema, end.schema, { serverVersion: start.serverVersion })
      : operationsTo(bench.left.connection, start, pair[1]),
  );
}

/** The same for operations that somebody else plans, who may do something with the database at `a` first. */
export async function breachesBy(
  bench: LawBench,
  pair: SchemaPair,
  plan: (start: Introspection, end: Introspection) => Promise<readonly Operation[]>,
): Promise<readonly string[]> {
  const [a, b] = pair;
  const { left, right } = bench;
  try {
    const [start, end] = await both(stand(left.connection, a, "a"), stand(right.connection, b, "b"));
    const unlike = [...start.unlike, ...end.unlike];
    if (unlike.length > 0) return unlike;
    return await there(bench, pair, await plan(start.found, end.found));
  } catch (error) {
    return [chain(error)];
  }
}

async function there(
  { left, right }: LawBench,
  [a, b]: SchemaPair,
  operations: readonly Operation[],
): Promise<readonly string[]> {
  const { connection, lines } = left;
  const stillToDo = async (models: Schema, where: string): Promise<readonly string[]> =>
    remaining(connection, await introspect(connection, ALL), models, where);
  const [start, target] = await both(lines(), right.lines());
  await run(connection, operations);
  const [up, leftAtTarget] = [await lines(), await stillToDo(b, "b, after the upgrade")];
  await run(connection, reverseAll(operations));
  const [down, leftAtStart] = [await lines(), await stillToDo(a, "a, after the downgrade")];
  await run(connection, operations);
  const again = await lines();
  const compare = (respell: Respell): readonly string[] => [
    ...difference("after the upgrade", respell(up), respell(target)),
    ...difference("after the downgrade", respell(down), respell(start)),
    ...difference("after the second upgrade", respell(again), respell(target)),
  ];
  const seen = compare((all) => all);
  // Two databases more for each pair take too long; most pairs need none.
  const faults = seen.length === 0 ? [] : compare(await respelling(right, [a, b]));
  return [...leftAtTarget, ...leftAtStart, ...faults];
}

/** Waits for the one though the other fails: a connection that is still at work would disturb the next pair. */
async function both<T>(one: Promise<T>, other: Promise<T>): Promise<readonly [T, T]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}

/** A database that was built from nothing, what is read there, and how that is unlike the models. */
interface Standing {
  readonly found: Introspection;
  readonly unlike: readonly string[];
}

async function stand(connection: Connection, models: Schema, where: string): Promise<Standing> {
  await rebuild(connection, models);
  const found = await introspect(connection, ALL);
  return { found, unlike: await remaining(connection, found, models, where) };
}

/** Makes a schema in a database, whatever was there before. */
export async function rebuild(connection: Connection, schema: Schema): Promise<void> {
  await connection.execute(EMPTY);
  await build(connection, schema);
}

const ALL = { allSchemas: true };

type Respell = (lines: readonly string[]) => readonly string[];

/**
 * Takes a second spelling for the first. Printing is not a fixed point in PostgreSQL: `name IN ('a')` of a varchar prints as one thing, and
 * that, when it is run, as another. So each side is built once more from what was read of it.
 */
async function respelling({ connection, lines }: LawDatabase, sides: readonly Schema[]): Promise<Respell> {
  const first = new Map<string, unknown>();
  for (const side of sides) {
    await rebuild(connection, side);
    const before = new Map((await lines()).map(partsOf).map((parts) => [parts.title, parts.fields]));
    await rebuild(connection, (await introspect(connection, ALL)).schema);
    for (const { title, fields } of (await lines()).map(partsOf)) {
      const others = before.get(title) ?? {};
      for (const [name, value] of Object.entries(fields))
        if (name in others) first.set(JSON.stringify([title, name, value]), others[name]);
    }
  }
  return (all) => all.map(partsOf).map((parts) => respelled(parts, first));
}

/** A line as what it is about and what it says of that, each by itself: of a policy's two conditions, one alone may be printed anew. */
interface LineParts {
  readonly title: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function partsOf(line: string): LineParts {
  const title = titleOf(line);
  const rest = line.slice(title.length + ": ".length);
  if (!rest.startsWith("{") || line.startsWith("dump ")) return { title, fields: { line } };
  return { title, fields: JSON.parse(rest) as LineParts["fields"] };
}

function respelled({ title, fields }: LineParts, first: ReadonlyMap<string, unknown>): string {
  const values = Object.entries(fields).map(([name, value]) => {
    const key = JSON.stringify([title, name, value]);
    return [name, first.has(key) ? first.get(key) : value] as const;
  });
  const [[name, value] = []] = values;
  return name === "line" ? String(value) : `${title}: ${JSON.stringify(Object.fromEntries(values))}`;
}

/** What a line is about: `constraint public.orders positive`, or what stands before the condition in a dump. */
function titleOf(line: string): string {
  return line.startsWith("dump ")
    ? line.replace(/ (CHECK|USING|GENERATED|DEFAULT) .*/, "")
    : line.replace(/: .*/, "");
}

function difference(where: string, have: readonly string[], want: readonly string[]): readonly string[] {
  const [got, wanted] = [new Set(have.map(unnumbered)), new Set(want.map(unnumbered))];
  return [
    ...have.filter((line) => !wanted.has(unnumbered(line))).map((line) => `${where}, too much: ${line}`),
    ...want.filter((line) => !got.has(unnumbered(line))).map((line) => `${where}, missing: ${line}`),
  ];
}

/** Of the parts that a partition has of indexes over the same columns, a number tells which came first, and nothing else. */
function unnumbered(line: string): string {
  return line.replaceAll(/(_key_idx)\d+/g, "$1");
}
