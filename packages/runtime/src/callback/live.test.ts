import { describe, expect, it } from "@jest/globals";
import { type Connection } from "@limbeck/database";
import { type Callback, type LiveOperations, type Operations } from "@limbeck/operations";
import { failure } from "@limbeck/testkit";
import { upgrade } from "../index.ts";
import { eachSession, onEachDialect } from "../testing/eachDialect.ts";
import { project } from "../testing/project.ts";

onEachDialect((open, dialect) => {
  let connection: Connection;
  eachSession(open, (session) => {
    ({ connection } = session);
  });

  const running = (call: Callback, more: (op: Operations) => void = () => undefined) =>
    upgrade({
      connection,
      ...project({
        revision: "a",
        upgrade: (op) => {
          op.execute("CREATE TABLE t (n integer)");
          op.run(call);
          more(op);
        },
      }),
      target: "head",
    });
  const rows = () => connection.query("SELECT n FROM t ORDER BY n");

  describe("the op of a callback", () => {
    it("executes at once and in order, also what is not awaited", async () => {
      const seen: unknown[] = [];
      await running(async ({ op }) => {
        await op.addColumn("t", { name: "m", type: "integer" });
        void op.bulkInsert("t", [{ n: 1, m: 1 }]);
        await op.execute("UPDATE t SET n = n + 1");
        seen.push(await rows());
        void op.execute("INSERT INTO t (n) VALUES (7)");
      });
      expect(seen).toEqual([[{ n: 2 }]]);
      expect(await rows()).toEqual([{ n: 2 }, { n: 7 }]);
    });

    it("fails the revision where nobody waits for what fails", async () => {
      const error = await failure(
        running(async ({ op }) => {
          void op.execute("INSERT INTO nowhere VALUES (1)");
          await op.createTable("u", { columns: [{ name: "n", type: "integer" }] }).catch(() => undefined);
        }),
      );
      expect(error).toMatchObject({ code: "migration-failed", facts: { takenBack: true } });
      expect(error.facts["reason"]).toMatch(/nowhere/);
    });

    const stands = (call: (op: LiveOperations) => Promise<void>) => failure(running(({ op }) => call(op)));
    it("refuses what cannot be done there", async () => {
      const index = { name: "t_n", columns: ["n"] };
      const refused =
        dialect === "postgres"
          ? await stands((op) => op.createIndex("t", index, { concurrently: true }))
          : await stands((op) => op.alterColumn("t", "n", { type: { from: "integer", to: "text" } }));
      expect(refused.message).toContain(
        dialect === "postgres" ? "it must stand outside a transaction" : "it makes a table anew",
      );
      expect(refused.hint).toContain("in the revision itself");
      const nested = await stands((op) => {
        // JavaScript may call what the types leave out.
        (op as unknown as Operations).run(() => undefined);
        return Promise.resolve();
      });
      expect(nested.message).toContain("it is code itself");
    });
  });
});
