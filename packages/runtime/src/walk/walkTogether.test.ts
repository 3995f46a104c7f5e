import { describe, expect, it } from "@jest/globals";
import { type Connection } from "@limbeck/database";
import { failure } from "@limbeck/testkit";
import { type RuntimeEvent, upgrade } from "../index.ts";
import { eachSession, onEachDialect, type Place } from "../testing/eachDialect.ts";
import { countsOf, fill, filled, ROWS } from "../testing/filled.ts";

onEachDialect((open, dialect) => {
  let place: Place;
  let connection: Connection;
  eachSession(open, (session) => {
    ({ place, connection } = session);
  });

  const counts = () => countsOf(connection);

  describe("op.batches beside others", () => {
    it("is walked once by several runs at a time", async () => {
      const steps = filled({ size: 10, targetTime: 0 });
      const runs = [1, 2, 3].map(() => upgrade({ connect: place.connect, ...steps, target: "head" }));
      const results = await Promise.all(runs);
      expect(results.map(({ rows }) => rows)).toEqual([["b"], ["b"], ["b"]]);
      expect(await counts()).toEqual([[1, ROWS]]);
    });

    // A file has no lock but that of the whole of it.
    if (dialect === "sqlite") return;

    it("stops where somebody else has done the batch meanwhile, and takes its own back", async () => {
      const other = await place.connect();
      const steps = filled({ size: 30, targetTime: 0 }, async (scope) => {
        await fill(scope);
        if (scope.where.includes("AND"))
          await other.execute("DELETE FROM limbeck_history WHERE outcome LIKE '% at %'");
      });
      const error = await failure(upgrade({ connection, ...steps, target: "head" }));
      expect(error.code).toBe("version-rows-changed");
      expect(await counts()).toContainEqual([1, 30]);
      await other.close();
    });

    it("tries a batch again that lost a lock race, as often in each batch", async () => {
      const other = await place.connect();
      await upgrade({ connection, ...filled({}), target: "a" });
      let batch = 0;
      const steps = filled({ size: 20, targetTime: 0 }, async (scope) => {
        batch += 1;
        await other.execute(batch % 2 === 1 ? "BEGIN; LOCK TABLE tasks IN SHARE MODE" : "COMMIT");
        await fill(scope);
      });
      const told: RuntimeEvent[] = [];
      const report = (event: RuntimeEvent): void => void told.push(event);
      const options = { lockTimeout: 20, retryPause: 1, lockRetries: 1, report };
      await upgrade({ connection, ...steps, target: "head", options });
      expect(told.filter(({ kind }) => kind === "stepRetried")).toHaveLength(5);
      expect(await counts()).toEqual([[1, ROWS]]);
      await other.close();
    });
  });
});
