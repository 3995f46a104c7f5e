import { describe, expect, it } from "@jest/globals";
import { type Connection } from "@limbeck/database";
import { type Decided, decideRenames } from "@limbeck/differ";
import { introspect } from "@limbeck/introspector";
import { nameKey, type Schema, showName } from "@limbeck/model";
import { type Operation, quoteName } from "@limbeck/operations";
import { postgresMajors } from "@limbeck/testkit";
import { schemaPairs } from "@limbeck/testkit/arbitraries";
import fc from "fast-check";

import { alwaysRename } from "./testing/alwaysRename.ts";
import { type LawBench, serverBench } from "./testing/lawBench.ts";
import { breachesBy, rebuild } from "./testing/serverLaw.ts";

/** Half of the pairs have nothing that could be renamed. */
const PAIRS = Math.ceil(Number(process.env["LIMBECK_PAIRS"] ?? 90) / 3);
const SEED = Number(process.env["LIMBECK_SEED"] ?? 20_261_121);

describe.each(postgresMajors())(`renames on PostgreSQL %i, LIMBECK_SEED=${SEED}`, (major) => {
  it(
    "make of a database what they make of its schema, keep its rows, and lead back",
    async () => {
      const bench = await serverBench(major);
      const kinds = new Set<string>();
      try {
        // In the body of a function the server follows no rename.
        const arbitrary = schemaPairs({ major, routines: false });
        for (const pair of fc.sample(arbitrary, { numRuns: PAIRS, seed: SEED })) {
          const b = plain(pair[1]);
          const a = await inServersWords(bench, plain(pair[0]));
          const decided = await decideRenames(a, b, alwaysRename);
          for (const { kind } of decided.operations) kinds.add(kind);
          const faults = await faultsOf(bench, a, decided);
          if (faults.length > 0) throw new Error([...faults, JSON.stringify([a, b])].join("\n"));
        }
      } finally {
        await bench.drop();
      }
      expect([...kinds]).toEqual(expect.arrayContaining(["renameTable", "setTableSchema"]));
    },
    PAIRS * 4_000 + 120_000,
  );
});

/** Of what an author wrote, nobody but the server knows what it names. */
async function inServersWords({ left: { connection } }: LawBench, models: Schema): Promise<Schema> {
  await rebuild(connection, models);
  return (await introspect(connection, { allSchemas: true })).schema;
}

/** What is not as it should be where nothing but the renames is done. */
async function faultsOf(bench: LawBench, a: Schema, decided: Decided): Promise<readonly string[]> {
  const { connection } = bench.left;
  const { operations } = decided;
  if (operations.length === 0) return [];
  const target = decided.before;
  let rows: readonly string[] = [];
  const plan = async (): Promise<readonly Operation[]> => {
    await fill(connection, a);
    rows = await counted(connection, a);
    return operations;
  };
  const faults = await breachesBy(bench, [a, target], plan);
  if (faults.length > 0) return [...operations.map(({ kind }) => kind), ...faults];
  const kept = await counted(connection, target);
  const [before, after] = [rows, kept].map((lines) =>
    lines
      .map((line) => line.split(" ")[0])
      .sort()
      .join(),
  );
  return before === after ? [] : [`rows before: ${rows.join(", ")}; after: ${kept.join(", ")}`];
}

/**
 * Without views, of which only the server knows the words that they have afterwards, and without partitions, whose indexes it calls
 * by names of its own.
 */
function plain(schema: Schema): Schema {
  const tables = schema.tables.filter(
    ({ partitionBy, partitionOf }) => partitionBy === undefined && partitionOf === undefined,
  );
  const there = new Set(tables.map(nameKey));
  return {
    ...schema,
    tables: tables.map((table) => ({
      ...table,
      foreignKeys: table.foreignKeys.filter(({ references }) => there.has(nameKey(references.table))),
    })),
    sequences: schema.sequences.filter(
      ({ ownedBy }) => ownedBy === undefined || there.has(nameKey(ownedBy.table)),
    ),
    views: [],
  };
}

/** A row in each table that takes one without being told any value. */
async function fill(connection: Connection, { tables }: Schema): Promise<void> {
  for (const table of tables) {
    const insert = `INSERT INTO ${quoteName(table)} DEFAULT VALUES`;
    await connection.execute(insert).catch(() => undefined);
  }
}

async function counted(connection: Connection, { tables }: Schema): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const table of tables) {
    const [row] = await connection.query<{ n: string }>(`SELECT count(*) AS n FROM ${quoteName(table)}`);
    lines.push(`${row?.n ?? ""} ${showName(table)}`);
  }
  return lines;
}
