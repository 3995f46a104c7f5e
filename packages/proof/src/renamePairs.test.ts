import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { postgresMajors } from "@limbeck/testkit";

import { likelyRename } from "./testing/likelyRename.ts";
import { foundPairs, pairBench, type PairBench } from "./testing/pairs.ts";
import { tryPair } from "./testing/pairTrial.ts";

describe.each(postgresMajors())("on PostgreSQL %i, a pair with renames that once failed", (major) => {
  let bench: PairBench;
  beforeAll(async () => {
    bench = await pairBench({ major });
  });
  afterAll(() => bench.drop());

  it.each(foundPairs("renames"))("$name", async (pair) => {
    const equal = [{ kind: "equal" }, { kind: "equal" }];
    expect(await tryPair(bench, pair, { ask: likelyRename })).toEqual(equal);
    expect(await tryPair(bench, pair, { words: true, ask: likelyRename })).toEqual(equal);
  });
});
