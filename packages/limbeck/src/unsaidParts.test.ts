import { afterEach, expect, it } from "@jest/globals";
import { freshDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const PLAIN = `import { integer, pgTable, text } from "drizzle-orm/pg-core";
export const t = pgTable("t", { id: integer().primaryKey(), n: text() });
`;
const SAID = `${PLAIN}import { comment, exclusion } from "limbeck/pg";
comment(t, "x");
exclusion(t, "apart", (t) => ({ method: "btree", elements: [{ column: t.n, operator: "=" }] }));
`;

let project: TestProject;
afterEach(() => project.remove());

it("of a table, of which models do not speak, are listed as long as they do not", async () => {
  const database = await freshDatabase({
    sql: `CREATE TABLE t (id int PRIMARY KEY, n text, CONSTRAINT apart EXCLUDE USING btree (n WITH =)) WITH (fillfactor = 50);
      CREATE POLICY p ON t; COMMENT ON TABLE t IS 'x'; COMMENT ON COLUMN t.n IS 'y'; CLUSTER t USING t_pkey;
      ALTER TABLE t REPLICA IDENTITY FULL, ALTER n SET STORAGE MAIN, ALTER n SET STATISTICS 5;
      CREATE UNLOGGED TABLE others (n int); COMMENT ON TABLE others IS 'nobody''s'`,
  });
  try {
    project = await testProject({ "schema.ts": PLAIN });
    const config = { url: database.url, schema: "./schema.ts", tables: ["!others"] };
    await project.write({ "limbeck.config.ts": `export default ${JSON.stringify(config)};\n` });
    const { stdout, stderr } = await project.run("check", "-v");
    expect(stdout).toBe("The models match the database.\n");
    expect(stderr.match(/(?<=left alone: ).*/g)).toEqual([
      "exclusion constraint t.apart",
      "storage t.n",
      "statistics target t.n",
      "storage parameters t",
      "replica identity t",
      "clustered index t",
      "policy t.p",
      "comment t",
      "comment t.n",
    ]);
    await project.write({ "schema.ts": SAID });
    const said = await project.run("check", "-v");
    expect(said.stdout).toBe("column t.n: comment removed\n");
    expect(said.stderr).not.toMatch(/left alone: (comment|exclusion)/);
  } finally {
    await database.drop();
  }
});
