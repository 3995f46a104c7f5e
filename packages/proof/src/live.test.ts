import { describe, expect, it } from "@jest/globals";
import { connect } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { freshDatabase, liveDumps, postgresMajors } from "@limbeck/testkit";

import { journey, witness } from "./testing/journey.ts";

describe.each(postgresMajors())("the database of a real project, on PostgreSQL %i", (major) => {
  const cases = liveDumps(major).map((dump) => [dump.name, dump] as const);
  it.each(cases)("%s: made from nothing, taken back, made again", async (_, { prepare, sql }) => {
    const [live, fresh] = [await freshDatabase({ major }), await freshDatabase({ major })];
    for (const database of [live, fresh]) await database.execute(prepare);
    await live.execute(sql);
    const [from, to] = [await connect(fresh.url), await connect(live.url)];
    const [empty, target] = [
      await introspect(from, { allSchemas: true }),
      await introspect(to, { allSchemas: true }),
    ];
    expect(target.schema.tables.length).toBeGreaterThan(20);

    const { start, up, second, down, again } = await journey(from, empty.schema, target.schema);
    const expected = await witness(to);
    expect(up).toEqual(expected);
    expect(second).toEqual([]);
    expect(down).toEqual(start);
    expect(again).toEqual(expected);
    for (const connection of [from, to]) await connection.close();
    for (const database of [live, fresh]) await database.drop();
  });
});
