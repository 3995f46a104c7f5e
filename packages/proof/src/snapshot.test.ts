import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, it } from "@jest/globals";
import { emptySchema, type Schema } from "@limbeck/model";

import { snapshotCache } from "./snapshot.ts";

const folder = mkdtempSync(join(tmpdir(), "limbeck-snapshot-"));
afterAll(() => rmSync(folder, { recursive: true }));

const cache = snapshotCache(folder);
const parts = { revisions: ["a"], surroundings: ["here"] };

it("reads what was written for the same parts, and for no others", async () => {
  await cache.write(parts, emptySchema("postgres"));
  expect(await cache.read(parts)).toEqual(emptySchema("postgres"));
  expect(await cache.read({ ...parts, revisions: ["b"] })).toBeUndefined();
  expect(await cache.read({ ...parts, surroundings: [] })).toBeUndefined();
});

it("takes a schema that another version wrote, without a list that there is now, for none", async () => {
  const { roles: _, ...older } = emptySchema("postgres");
  await cache.write(parts, older as Schema);
  expect(await cache.read(parts)).toBeUndefined();
});
