import { describe, expect, it } from "@jest/globals";
import { type Connection, fromClient } from "@limbeck/database";
import { planUpgrade } from "@limbeck/revisions";
import { scratchPglite } from "@limbeck/testkit";

import { prepareSteps, tryOnScratch, upgrade } from "../index.ts";
import { type Project, project } from "../testing/project.ts";
import { LOCKS, shop, words } from "../testing/shop.ts";

async function stepsOf({ graph, load }: Project, from: readonly string[], server: Connection["server"]) {
  return prepareSteps(planUpgrade(graph, from, ["head"]), { graph, load, server });
}

describe("on a scratch database", () => {
  it("tells the same locks", async () => {
    const pglite = await scratchPglite({});
    try {
      const scratch = await fromClient(pglite.client);
      await upgrade({ connection: scratch, ...shop, target: "a" });
      const steps = await tryOnScratch(scratch, await stepsOf(shop, ["a"], scratch.server));
      expect(steps[0]?.statements.map(({ locks }) => words(locks))).toEqual(LOCKS);
    } finally {
      await pglite.close();
    }
  });

  it("runs what must stand outside a transaction, whose locks nobody sees, and looks at what need not", async () => {
    const pglite = await scratchPglite({ sql: "CREATE TABLE t (n int)" });
    try {
      const scratch = await fromClient(pglite.client);
      const outside = project({
        revision: "a",
        transaction: false,
        upgrade: (op) => {
          op.execute("CREATE INDEX CONCURRENTLY tn ON t (n)");
          op.execute("ALTER TABLE t ADD m int");
          op.execute("DROP INDEX tn");
        },
      });
      const [step] = await tryOnScratch(scratch, await stepsOf(outside, [], scratch.server));
      expect(step?.statements.map(({ locks }) => words(locks))).toEqual([
        undefined,
        ["t ACCESS EXCLUSIVE reads and writes"],
        ["t ACCESS EXCLUSIVE reads and writes"],
      ]);
    } finally {
      await pglite.close();
    }
  });
});
