import { expect, it } from "@jest/globals";
import { type Index } from "@limbeck/model";
import { introspect } from "../introspection.ts";
import { onServers } from "../testing/connection.ts";

onServers((db, major) => {
  async function indexesAfter(sql: string): Promise<readonly Index[]> {
    await db().execute(
      `CREATE TABLE t ("odd name, (x" text, a int, b int, name varchar, tags text[], doc jsonb, at timestamptz, v tsvector)`,
    );
    await db().execute(sql);
    const { schema } = await introspect(db());
    return schema.tables.find(({ name }) => name === "t")?.indexes ?? [];
  }

  const column = (name: string, options: object = {}) => ({ kind: "column", column: name, ...options });
  const expression = (canonical: string, options: object = {}) => ({
    kind: "expression",
    expression: { canonical },
    ...options,
  });

  it.each<[string, string, object]>([
    ["columns", "(b, a)", { elements: [column("b"), column("a")] }],
    [
      "order and nulls, in their normal form",
      "(a ASC NULLS LAST, b DESC NULLS FIRST, a NULLS FIRST, b DESC NULLS LAST)",
      {
        elements: [
          column("a"),
          column("b", { order: "desc" }),
          column("a", { nulls: "first" }),
          column("b", { order: "desc", nulls: "last" }),
        ],
      },
    ],
    [
      "expressions",
      "(lower(name) DESC, (a+b), coalesce(a, b), (a IS NULL), (at AT TIME ZONE 'UTC'), extract(epoch from at AT TIME ZONE 'UTC'))",
      {
        elements: [
          expression("lower((name)::text)", { order: "desc" }),
          expression("a + b"),
          expression("COALESCE(a, b)"),
          expression("a IS NULL"),
          expression("at AT TIME ZONE 'UTC'::text"),
          expression("EXTRACT(epoch FROM (at AT TIME ZONE 'UTC'::text))"),
        ],
      },
    ],
    [
      "a name that looks like syntax",
      `("odd name, (x" text_pattern_ops, ("odd name, (x" || ' USING btree ('))`,
      {
        elements: [
          column("odd name, (x", { operatorClass: "text_pattern_ops" }),
          expression(`"odd name, (x" || ' USING btree ('::text`),
        ],
      },
    ],
    [
      "operator classes where they are not the default",
      "(name text_ops, name varchar_pattern_ops, a int4_ops)",
      { elements: [column("name"), column("name", { operatorClass: "varchar_pattern_ops" }), column("a")] },
    ],
    [
      "a method with parameters of an operator class",
      "USING gist (v tsvector_ops (siglen = 100))",
      { method: "gist", elements: [column("v", { operatorClass: "tsvector_ops(siglen=100)" })] },
    ],
    [
      "gin",
      "USING gin (doc jsonb_path_ops, tags)",
      { method: "gin", elements: [column("doc", { operatorClass: "jsonb_path_ops" }), column("tags")] },
    ],
    [
      "collations where they are not the column's",
      `(name COLLATE "C", (lower(name)) COLLATE "C" text_pattern_ops DESC)`,
      {
        elements: [
          column("name", { collation: `"C"` }),
          expression("lower((name)::text)", {
            collation: `"C"`,
            operatorClass: "text_pattern_ops",
            order: "desc",
          }),
        ],
      },
    ],
    [
      "INCLUDE, WITH and a predicate",
      "(a) INCLUDE (b, name) WITH (fillfactor = 70, deduplicate_items = off) WHERE a>3",
      {
        elements: [column("a")],
        include: ["b", "name"],
        with: { fillfactor: "70", deduplicate_items: "off" },
        where: { canonical: "a > 3" },
      },
    ],
  ])("reads %s", async (_, definition, expected) => {
    expect(await indexesAfter(`CREATE INDEX i ON t ${definition}`)).toEqual([
      { name: "i", unique: false, ...expected },
    ]);
  });

  it("tells a unique index from a constraint", async () => {
    expect(await indexesAfter("CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t ADD UNIQUE (b)")).toEqual([
      { name: "i", unique: true, elements: [column("a")] },
    ]);
  });

  it("keeps the index that a foreign key of another table leans on", async () => {
    const indexes = await indexesAfter(
      "CREATE UNIQUE INDEX i ON t (a); CREATE TABLE o (x int REFERENCES t (a))",
    );
    expect(indexes).toMatchObject([{ name: "i" }]);
  });

  it("reads NULLS NOT DISTINCT", async () => {
    if (major < 15) return;
    expect(
      await indexesAfter("CREATE UNIQUE INDEX i ON t (a) INCLUDE (b) NULLS NOT DISTINCT WHERE a > 1"),
    ).toMatchObject([{ nullsNotDistinct: true, include: ["b"], where: { canonical: "a > 1" } }]);
  });

  it("leaves out what a failed concurrent build left behind, and lists it", async () => {
    await indexesAfter(
      "CREATE INDEX i ON t (a); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass",
    );
    const { schema, unmodelled } = await introspect(db());
    expect(schema.tables[0]?.indexes).toEqual([]);
    expect(unmodelled).toEqual([{ kind: "invalid index", name: "t.i" }]);
  });
});
