import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "@jest/globals";
import { emptySchema, emptyTable, type Schema } from "@limbeck/model";

import { alwaysRename } from "./testing/alwaysRename.ts";
import { breaches } from "./testing/sqlite/law.ts";

const FOUND = fileURLToPath(new URL("../../../fixtures/found/sqlite", import.meta.url));

/** As the law reports a pair: without what is empty. */
function read(name: string, side: "a" | "b"): Schema {
  const schema = JSON.parse(readFileSync(join(FOUND, name, `${side}.json`), "utf8")) as Schema;
  const tables = schema.tables.map((table) => ({ ...emptyTable(table), ...table }));
  return { ...emptySchema("sqlite"), ...schema, tables };
}

describe.each(readdirSync(FOUND))("a pair of SQLite that once broke the law: %s", (name) => {
  const [a, b] = [read(name, "a"), read(name, "b")];

  it.each([
    ["nothing is renamed", undefined],
    ["whatever can be is renamed", alwaysRename],
  ])("%s", async (_, ask) => {
    const options = { byProgram: false, ...(ask === undefined ? {} : { ask }) };
    expect(await breaches([a, b], options)).toEqual([]);
    expect(await breaches([b, a], options)).toEqual([]);
  });
});
