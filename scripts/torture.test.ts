import { beforeAll, describe, expect, it } from "@jest/globals";
import { BLOWS, type BlowName } from "./torture/blows.ts";
import { crowd, twoVersions } from "./torture/crowd.ts";
import { here } from "./torture/here.ts";
import { prepareChild, type Start } from "./torture/process.ts";
import { killEverywhere, newCounts, type Rounds, strikeUntilDone, undisturbed } from "./torture/rounds.ts";

// The short form of `npm run torture`.

let start: Start;
beforeAll(async () => {
  start = await prepareChild();
});
const rounds = (count: number, by: Start): Rounds => ({ start: by, count, counts: newCounts() });

describe("a run of many revisions", () => {
  it("is finished after a kill at each statement boundary", async () => {
    const short = rounds(8, here);
    await killEverywhere(short, await undisturbed(short));
    expect(short.counts.finished).toBe(1);
    expect(short.counts.blows).toBeGreaterThan(20);
    expect(short.counts.halfRun).toBeGreaterThan(3);
  });

  it("is finished after blows of every kind", async () => {
    const short = rounds(20, start);
    const names = Object.keys(BLOWS) as BlowName[];
    let turn = 0;
    const next = (): BlowName => names[turn++ % names.length] ?? "kill -9";
    await strikeUntilDone(short, await undisturbed(short), next);
    expect(short.counts.finished).toBe(1);
  });
});

describe("several processes at once", () => {
  it("run each revision once, and all succeed", async () => {
    const all = rounds(30, start);
    await crowd(all, 8, await undisturbed(all));
  });

  it("with two versions of the files run each revision in one of them", async () => {
    await twoVersions(rounds(12, start));
  });
});
