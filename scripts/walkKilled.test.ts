import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { freshDatabase } from "@limbeck/testkit";
import { type Orders } from "./torture/orders.ts";
import { prepareChild, type Start } from "./torture/process.ts";
import { visits } from "./torture/walk.ts";

// Real processes that walk over a table with op.batches, and are killed with kill -9.

const ROWS = 60;

let start: Start;
beforeAll(async () => {
  start = await prepareChild();
});

interface Place {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

const places = {
  postgres: (): Promise<Place> => freshDatabase(),
  sqlite: (): Promise<Place> => {
    const folder = mkdtempSync(join(tmpdir(), "limbeck-walk-"));
    const drop = (): Promise<void> => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    };
    return Promise.resolve({ url: pathToFileURL(join(folder, "walk.db")).href, drop });
  },
};

describe.each(["postgres", "sqlite"] as const)("op.batches on %s", (dialect) => {
  const killed = async (blow: (orders: Orders, turn: number) => Promise<number | undefined>) => {
    const { url, drop } = await places[dialect]();
    const orders = { url, count: 0, walk: ROWS };
    // The first one stops behind the table.
    await start({ ...orders, killAt: 8 }).ended;
    const after: number[] = [];
    for (let turn = 1; ; turn += 1) {
      const code = await blow(orders, turn);
      const { rows, twice } = await visits(url);
      expect(twice).toBe(0);
      after.push(rows);
      if (code === 0) break;
      expect(code).toBeUndefined();
    }
    await drop();
    return after;
  };

  it("goes on at the next batch after kill -9 at each moment, and works on no row twice", async () => {
    const after = await killed(
      async (orders, turn) => (await start({ ...orders, killAt: 3 + (turn % 6) }).ended).code,
    );
    expect(after.at(-1)).toBe(ROWS);
    expect(after.length).toBeGreaterThan(5);
    expect(after).toEqual(after.toSorted((a, b) => a - b));
  });

  it("does so after kill -9 at any moment", async () => {
    const after = await killed(async (orders, turn) => {
      const running = start(orders);
      if (turn > 5) return (await running.ended).code;
      await running.ready;
      await sleep(Math.random() * 100);
      running.kill("SIGKILL");
      return (await running.ended).code;
    });
    expect(after.at(-1)).toBe(ROWS);
  });
});
