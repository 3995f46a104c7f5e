import { type Questioner } from "@limbeck/differ";
import { introspect, type Introspection } from "@limbeck/introspector";

import { inServersWords, type Journey, journey, type Look, WHOLE } from "./journey.ts";
import { gapOf } from "./pairGaps.ts";
import { chain, dropRoles, load, type Pair, type PairBench } from "./pairs.ts";
import { rowsOf, seedRows, sharedTables } from "./seededRows.ts";

/** What came of a pair in one direction. A gap is something that Limbeck does not describe, by name. */
export type Outcome =
  | { readonly kind: "equal" }
  | { readonly kind: "gap"; readonly gap: string; readonly words: string }
  | { readonly kind: "failed"; readonly words: string };

/** How a pair is taken from side to side. */
export interface TrialOptions {
  /** Whether the two are put into the same words first. */
  readonly words?: boolean;
  /** Who says what is a rename; nobody, if absent. */
  readonly ask?: Questioner;
}

/** Takes a database from each side of a pair to the other, back, and there again; the other side stands beside it. */
export async function tryPair(
  bench: PairBench,
  pair: Pair,
  options: TrialOptions = {},
): Promise<readonly Outcome[]> {
  try {
    return await tryLoaded(bench, pair, options);
  } finally {
    await dropRoles(bench, pair);
  }
}

async function tryLoaded(bench: PairBench, pair: Pair, options: TrialOptions): Promise<readonly Outcome[]> {
  const { left, right, connections } = bench;
  const refused = (await load(left, `${pair.a}\n${pair.seed ?? ""}`)) ?? (await load(right, pair.b));
  if (refused !== undefined) return [outcomeOf(`does not load: ${refused}`, [])];
  // A pair that failed may have left a transaction behind.
  for (const connection of connections) await connection.execute("ROLLBACK; RESET ALL");
  return tryOn(bench, options);
}

async function tryOn(
  { witnesses, connections }: PairBench,
  { words = false, ask }: TrialOptions,
): Promise<readonly Outcome[]> {
  const word = words ? inServersWords : undefined;
  const [left, right] = connections;
  const [a, b] = [await introspect(left, WHOLE), await introspect(right, WHOLE)];
  const tables = sharedTables(a.schema, b.schema);
  await seedRows(connections, tables);
  // What a database is, and beside it the rows that have to come through.
  const look: Look = async (connection) => [
    ...(await witnesses(connection)),
    ...(await rowsOf(connection, tables)).map((row) => `row ${row}`),
  ];
  const [source, target] = [await witnesses(left), await witnesses(right)];
  const there = await outcome(() => journey(left, a.schema, b.schema, look, word, ask), target, [a, b]);
  const back = await outcome(() => journey(right, b.schema, a.schema, look, word, ask), source, [b, a]);
  return [there, back];
}

async function outcome(
  run: () => Promise<Journey>,
  target: readonly string[],
  sides: readonly Introspection[],
): Promise<Outcome> {
  const unmodelled = sides.flatMap((side) => side.unmodelled.map(({ kind }) => kind));
  try {
    return outcomeOf(faults(await run(), target), unmodelled);
  } catch (error) {
    return outcomeOf(chain(error), unmodelled);
  }
}

function outcomeOf(words: string, unmodelled: readonly string[]): Outcome {
  if (words === "") return { kind: "equal" };
  const gap = gapOf(words, unmodelled);
  return gap === undefined ? { kind: "failed", words } : { kind: "gap", gap, words };
}

/** How a journey ends elsewhere than at its target, or with other rows, or not where it began. */
export function faults({ start, up, second, down, again }: Journey, target: readonly string[]): string {
  const wanted = [...target, ...start.filter(isRow)];
  return [
    ...difference("after the upgrade", up, wanted),
    ...second.map((words) => `a second comparison finds: ${words}`),
    ...difference("after the downgrade", down, start),
    ...difference("after the second upgrade", again, wanted),
  ].join("\n");
}

function isRow(line: string): boolean {
  return line.startsWith("row ");
}

/** Who may do what with an object is nothing that is compared. */
function counts(line: string): boolean {
  return !line.startsWith("privileges ");
}

function difference(where: string, all: readonly string[], wanted: readonly string[]): readonly string[] {
  const [got, want] = [all.filter(counts), wanted.filter(counts)];
  const [have, need] = [new Set(got), new Set(want)];
  return [
    ...got.filter((line) => !need.has(line)).map((line) => `${where}, too much: ${line}`),
    ...want.filter((line) => !have.has(line)).map((line) => `${where}, missing: ${line}`),
  ];
}
