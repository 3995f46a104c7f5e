import { mkdtempSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, it } from "@jest/globals";

import { imageCache } from "./image.ts";

const folder = mkdtempSync(join(tmpdir(), "limbeck-image-"));
afterAll(() => rmSync(folder, { recursive: true }));

const cache = imageCache(folder);
const parts = (revision: string) => ({ revisions: [revision], surroundings: ["here"] });
const image = (text: string): Uint8Array => Buffer.from(text);
const text = async (revision: string): Promise<string | undefined> => {
  const found = await cache.read(parts(revision));
  return found && Buffer.from(found).toString();
};

it("reads what was written for the same parts, and for no others", async () => {
  await cache.write(parts("a"), image("after a"));
  expect(await text("a")).toBe("after a");
  expect(await text("b")).toBeUndefined();
  expect(await cache.read({ ...parts("a"), surroundings: [] })).toBeUndefined();
});

it("takes one that is cut off for none", async () => {
  await cache.write(parts("cut"), image("after a cut"));
  for (const name of readdirSync(join(folder, "images"))) truncateSync(join(folder, "images", name), 36);
  expect(await text("cut")).toBeUndefined();
});

// Two that clear away at once may clear away more than each of them had to.
const kept = (): number => readdirSync(join(folder, "images")).length;

it("is whole for each of many that write and read at once, and keeps those used last", async () => {
  const names = Array.from({ length: 24 }, (_, at) => `r${at % 12}`);
  await Promise.all(
    names.map(async (name) => {
      await cache.write(parts(name), image(`after ${name}`));
      expect([`after ${name}`, undefined]).toContain(await text(name));
    }),
  );
  expect(kept()).toBeLessThanOrEqual(8);
  for (const name of names.slice(0, 9)) await cache.write(parts(name), image(`after ${name}`));
  await cache.write(parts("last"), image("after the last"));
  expect(kept()).toBe(8);
  expect(await text("last")).toBe("after the last");
});
