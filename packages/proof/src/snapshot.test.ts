import { mkdtempSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, it } from "@jest/globals";
import { emptySchema, type Schema } from "@limbeck/model";

import { type Snapshot, snapshotCache } from "./snapshot.ts";

const folder = mkdtempSync(join(tmpdir(), "limbeck-snapshot-"));
afterAll(() => rmSync(folder, { recursive: true }));

const cache = snapshotCache(folder);
const EMPTY: Snapshot = {
  schema: emptySchema("postgres"),
  unmodelled: [{ kind: "inheritance child", name: "child" }],
};
const parts = { revisions: ["a"], surroundings: ["here"] };

it("reads what was written for the same parts, and for no others", async () => {
  await cache.write(parts, EMPTY);
  expect(await cache.read(parts)).toEqual(EMPTY);
  expect(await cache.read({ ...parts, revisions: ["b"] })).toBeUndefined();
  expect(await cache.read({ ...parts, surroundings: [] })).toBeUndefined();
});

it("takes a schema that another version wrote, without a list that there is now, for none", async () => {
  const { roles: _, ...older } = emptySchema("postgres");
  await cache.write(parts, { ...EMPTY, schema: older as Schema });
  expect(await cache.read(parts)).toBeUndefined();
});

it("takes one that is cut off for none, and is whole for each of many that write and read at once", async () => {
  await cache.write(parts, EMPTY);
  const place = join(folder, "snapshots");
  for (const name of readdirSync(place)) truncateSync(join(place, name), 40);
  expect(await cache.read(parts)).toBeUndefined();
  const many = Array.from({ length: 20 }, async () => {
    await cache.write(parts, EMPTY);
    return cache.read(parts);
  });
  for (const read of await Promise.all(many)) expect(read).toEqual(EMPTY);
  expect(readdirSync(place)).toHaveLength(1);
});
