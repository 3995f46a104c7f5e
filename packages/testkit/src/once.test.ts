import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { once } from "./once.ts";

const isNumber = (value: unknown): value is number => typeof value === "number";

describe("once", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "limbeck-once-"));
    file = join(folder, "answer.json");
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Answers 1, 2, 3 … */
  function counter(): () => Promise<number> {
    let calls = 0;
    return () => Promise.resolve(++calls);
  }

  it("makes one answer for all who ask, and leaves nothing else behind", async () => {
    const make = counter();
    expect(await Promise.all(Array.from({ length: 20 }, () => once(file, isNumber, make)))).toEqual(
      Array(20).fill(1),
    );
    expect(await readdir(folder)).toEqual(["answer.json"]);
  });

  it("makes it again when the answer no longer holds", async () => {
    const make = counter();
    await once(file, isNumber, make);
    expect(await once(file, (value): value is number => value === 2, make)).toBe(2);
  });

  it("lets the next one try when the maker throws", async () => {
    const broken = () => Promise.reject(new Error("no"));
    await expect(once(file, isNumber, broken)).rejects.toThrow("no");
    expect(await once(file, isNumber, counter())).toBe(1);
  });

  it("does not wait for a maker that died", async () => {
    const { pid } = spawnSync(process.execPath, ["--eval", ""]);
    await writeFile(`${file}.lock`, String(pid));
    expect(await once(file, isNumber, counter())).toBe(1);
    expect(await readdir(folder)).toEqual(["answer.json"]);
  });
});
