import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "@jest/globals";
import { connect } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { emptySchema } from "@limbeck/model";
import { freshDatabase } from "@limbeck/testkit";

import { journey, witness } from "./testing/journey.ts";

const FOLDER = fileURLToPath(new URL("../../../fixtures/sql", import.meta.url));
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith(".sql"));

describe("a schema as pg_dump wrote it", () => {
  it.each(FILES)("%s: made from nothing, taken back, made again", async (name) => {
    const source = await freshDatabase({});
    await source.execute(readFileSync(join(FOLDER, name), "utf8"));
    const dumped = await connect(source.url);
    const { schema } = await introspect(dumped, { allSchemas: true });
    expect(schema.tables.length).toBeGreaterThan(5);

    const fresh = await freshDatabase({});
    const connection = await connect(fresh.url);
    const { start, up, second, down, again } = await journey(connection, emptySchema("postgres"), schema);
    expect(second).toEqual([]);
    expect(up).toEqual(await witness(dumped));
    expect(down).toEqual(start);
    expect(again).toEqual(up);
    for (const one of [dumped, connection]) await one.close();
    for (const database of [source, fresh]) await database.drop();
  });
});
