import { describe, expect, it } from "@jest/globals";
import { type MissingField, missingFields, operations, releases } from "@limbeck/operations";

import { readDoc, section } from "./testing/docs.ts";

const page = section(readDoc("docs/sqlite.md"), "## What only one of them has");

/** What a row is about, by where its fields stand in the model. */
const ROWS: readonly (readonly [string, readonly string[]])[] = [
  ["table", ["table"]],
  ["column", ["table.columns"]],
  ["identity of a column", ["table.columns.identity", "table.columns.identity.options"]],
  ["primary key", ["table.primaryKey"]],
  ["unique constraint", ["table.uniques"]],
  ["foreign key", ["table.foreignKeys"]],
  ["check constraint", ["table.checks"]],
  ["index", ["table.indexes"]],
  ["column of an index", ["table.indexes.elements"]],
  ["view", ["view"]],
  ["trigger", ["trigger"]],
];

/** What a revision calls otherwise than the model does. */
const CALLED: Readonly<Record<string, string>> = {
  "table.partitionOf": "partitions",
  "table.partitionColumns": "partitions",
  "view.query": "as",
  "view.options": "with",
};

const COLUMNS: readonly (readonly [MissingField["missingOn"], MissingField["is"]])[] = [
  ["sqlite", "refused"],
  ["sqlite", "passed"],
  ["postgres", "refused"],
];

function row([title, places]: (typeof ROWS)[number]): string {
  const cells = COLUMNS.map(([missingOn, is]) => {
    const fields = missingFields().filter(
      (one) => one.missingOn === missingOn && one.is === is && places.includes(placeOf(one.field)),
    );
    return [...new Set(fields.map(({ field }) => `\`${CALLED[field] ?? field.split(".").at(-1)}\``))].join(
      ", ",
    );
  });
  return `|${[title, ...cells].join("|")}|`;
}

function placeOf(field: string): string {
  return field.slice(0, field.lastIndexOf("."));
}

/** What SQLite has none of, by the operations that are refused whatever they say. */
function refusedWhole(): readonly string[] {
  const reasons = Object.values(operations).map(({ compile }) => {
    try {
      // An operation that is refused as a whole is not looked at.
      const plan = compile.sqlite({} as never, { version: 0 });
      return plan.kind === "unsupported" ? plan.reason : undefined;
    } catch {
      return undefined;
    }
  });
  return [...new Set(reasons.flatMap((reason) => reason?.replace("SQLite has no ", "") ?? []))];
}

describe("docs/sqlite.md", () => {
  it("has a row for each part of the model, with every field that one database has not", () => {
    const told = page
      .split("\n")
      .filter((line) => /^\| [a-z]/.test(line))
      .map((line) => line.replaceAll(/\s*\|\s*/g, "|"));
    expect(told).toEqual(ROWS.map(row));
    const places = ROWS.flatMap(([, of]) => of);
    expect(missingFields().filter(({ field }) => !places.includes(placeOf(field)))).toEqual([]);
  });

  it("names all that SQLite has none of", () => {
    const text = page.replaceAll(/\s+/g, " ");
    expect(refusedWhole().length).toBeGreaterThan(10);
    expect(refusedWhole().filter((things) => !text.includes(things))).toEqual([]);
  });
});

describe("docs/deploy.md", () => {
  it("names what came with each later PostgreSQL", () => {
    const rows = section(readDoc("docs/deploy.md"), "## Older servers").match(/^\| \d\d .*$/gm) ?? [];
    const told = rows.flatMap((row) => {
      const [, major = "", things = ""] = row.split(/\s*\|\s*/);
      return things.split(", ").map((one) => `${major} ${one}`);
    });
    const known = new Set(releases().map(({ major, things }) => `${major} ${things}`));
    expect(told.sort()).toEqual([...known].sort());
  });
});
