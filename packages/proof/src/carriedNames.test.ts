import { describe, expect, it } from "@jest/globals";
import { decideRenames, diff, meantBy, type Questioner, readRename, withRenames } from "@limbeck/differ";
import { INSTALLED, type Modules, readHere } from "@limbeck/metadata/testing/models";
import { type Schema } from "@limbeck/model";
import { applyAll, describe as inWords, type Operation, reverseAll } from "@limbeck/operations";

import type { AnyPgColumn } from "drizzle-orm/pg-core";

import { schemaText } from "./testing/schemaText.ts";

/** A table with everything that has a name which nobody chose, and one that points at it. */
const models =
  (table: string, column: string) =>
  ({ pg, orm: { sql } }: Modules) => {
    const tasks = pg.pgTable(
      table,
      {
        id: pg.serial().primaryKey(),
        number: pg.integer("number").generatedAlwaysAsIdentity(),
        [column]: pg.text(column).notNull().unique(),
        parent: pg.integer("parent").references((): AnyPgColumn => tasks.id),
      },
      (t) => {
        const own = t[column as "parent"];
        return [
          pg.index().on(own),
          pg.uniqueIndex().on(own, t.parent),
          pg.unique().on(t.parent, own),
          pg.check("given", sql`${own} <> ''`),
        ];
      },
    );
    const notes = pg.pgTable("notes", { task: pg.integer("task").references(() => tasks.id) });
    return { tasks, notes };
  };

const told =
  (...renames: readonly string[]): Questioner =>
  ({ possible, former }) =>
    Promise.resolve(renames.flatMap((text) => meantBy(readRename(text), possible, former) ?? []));

async function planned(before: Schema, after: Schema, ...renames: readonly string[]) {
  const decided = await decideRenames(before, after, told(...renames));
  return withRenames(decided.operations, diff(decided.before, after), before);
}

const RENAMES = new Set(["renameTable", "renameConstraint", "renameIndex", "renameSequence", "alterColumn"]);
const others = (operations: readonly Operation[]) =>
  operations.filter(({ kind }) => !RENAMES.has(kind)).map(inWords);

function textAfter(schema: Schema, operations: readonly Operation[]): string {
  const applied = applyAll(schema, operations);
  return typeof applied === "string" ? applied : schemaText(applied);
}

describe.each(INSTALLED)("names that %s chose", (installed) => {
  const read = (table: string, column: string): Schema => readHere(installed, models(table, column)).schema;
  const before = read("tasks", "title");

  it("follow the names of a table and of a column", async () => {
    const after = read("todos", "name");
    const operations = await planned(before, after, "tasks:todos", "tasks.title:name");
    expect(others(operations)).toEqual([]);
    // Of the key, two unique constraints, the key to itself and that of the other table; the check has a name that its author chose.
    expect(operations.map(({ kind }) => kind).sort()).toEqual([
      "alterColumn",
      ...Array.from({ length: 5 }, () => "renameConstraint"),
      "renameIndex",
      "renameIndex",
      "renameSequence",
      "renameSequence",
      "renameTable",
    ]);
    expect(textAfter(before, operations)).toBe(schemaText(after));
    expect(textAfter(after, reverseAll(operations))).toBe(schemaText(before));
  });

  it("follow those of a column alone", async () => {
    const after = read("tasks", "name");
    const operations = await planned(before, after, "tasks.title:name");
    expect(others(operations)).toEqual([]);
    expect(textAfter(before, operations)).toBe(schemaText(after));
  });

  it("stay where they are old already, as after a rename by hand", async () => {
    const renamed = applyAll(before, [{ kind: "renameTable", table: { name: "tasks" }, to: "todos" }]);
    const after = read("todos", "title");
    if (typeof renamed === "string") throw new Error(renamed);
    expect(diff(renamed, after).map(inWords)).toEqual([]);
    // A rename of the column brings those along that are called after it, and leaves the others their old names.
    const operations = await planned(renamed, read("todos", "name"), "todos.title:name");
    expect(others(operations)).toEqual([]);
    expect(
      operations.flatMap((op) => ("name" in op && op.kind === "renameConstraint" ? [op.name] : [])),
    ).not.toContain("tasks_pkey");
  });
});
