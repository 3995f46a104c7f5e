import { describe, expect, it } from "@jest/globals";
import { introspect } from "@limbeck/introspector";
import { type PrimaryKey, type Schema, type Table, type Unique } from "@limbeck/model";
import { sqliteSchemas } from "@limbeck/testkit/arbitraries";
import fc from "fast-check";

import { build } from "./build.ts";
import { remaining } from "./testing/remaining.ts";
import { sqliteDatabase } from "./testing/sqlite/bench.ts";

const RUNS = 40;

/** SQLite tells ASCII letters of names apart by nothing else. */
function swapped(name: string): string {
  return name.replace(/[A-Za-z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

/** The same schema by other letters; texts are left as they are, and find what they name all the same. */
function inOtherLetters({ tables, views, triggers, ...rest }: Schema): Schema {
  return {
    ...rest,
    tables: tables.map(tableInOtherLetters),
    views: views.map((view) => ({ ...view, name: swapped(view.name) })),
    triggers: triggers.map(({ updateOf, ...trigger }) => ({
      ...trigger,
      name: swapped(trigger.name),
      table: { name: swapped(trigger.table.name) },
      ...(updateOf === undefined ? {} : { updateOf: updateOf.map(swapped) }),
    })),
  };
}

function tableInOtherLetters({ primaryKey, ...table }: Table): Table {
  return {
    ...table,
    name: swapped(table.name),
    columns: table.columns.map((column) => ({ ...column, name: swapped(column.name) })),
    ...(primaryKey === undefined ? {} : { primaryKey: keyInOtherLetters(primaryKey) }),
    uniques: table.uniques.map(keyInOtherLetters),
    foreignKeys: table.foreignKeys.map((key) => ({
      ...key,
      columns: key.columns.map(swapped),
      references: {
        table: { name: swapped(key.references.table.name) },
        columns: key.references.columns.map(swapped),
      },
    })),
    indexes: table.indexes.map((index) => ({
      ...index,
      name: swapped(index.name),
      elements: index.elements.map((element) =>
        element.kind === "column" ? { ...element, column: swapped(element.column) } : element,
      ),
    })),
  };
}

function keyInOtherLetters<K extends PrimaryKey | Unique>(key: K): K {
  const { columns, descending, collations } = key;
  return {
    ...key,
    columns: columns.map(swapped),
    ...(descending === undefined ? {} : { descending: descending.map(swapped) }),
    ...(collations === undefined
      ? {}
      : {
          collations: Object.fromEntries(Object.entries(collations).map(([name, by]) => [swapped(name), by])),
        }),
  };
}

/** What a comparison with the schema by other letters finds; undefined where SQLite does not take the schema. */
async function found(models: Schema): Promise<readonly string[] | undefined> {
  const { connection, drop } = await sqliteDatabase({ byProgram: false });
  try {
    const isTaken = await build(connection, models).then(
      () => true,
      () => false,
    );
    if (!isTaken) return undefined;
    return await remaining(connection, await introspect(connection), inOtherLetters(models), "other letters");
  } finally {
    await drop();
  }
}

describe("names in other letters", () => {
  it("are no difference on SQLite, wherever they stand", async () => {
    let taken = 0;
    for (const models of fc.sample(sqliteSchemas, { numRuns: RUNS, seed: 20_261_121 })) {
      const faults = await found(models);
      expect({ faults: faults ?? [], models }).toEqual({ faults: [], models });
      if (faults !== undefined) taken += 1;
    }
    expect(taken).toBeGreaterThan(RUNS / 2);
  }, 120_000);
});
