import { describe, expect, it } from "@jest/globals";
import {
  exclusion,
  pgFunction,
  pgPartitionBy,
  pgTrigger,
  sequenceComment,
  statistics,
  storage,
  unlogged,
} from "./pg.ts";
import { INSTALLED, type Modules, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("declarations around the wrong thing, with %s", (installed) => {
  const tables = ({ pg }: Modules) => ({
    a: pg.pgTable("a", { id: pg.integer(), at: pg.date() }),
    b: pg.pgTable("b", { id: pg.integer() }),
  });
  type Tables = ReturnType<typeof tables>;

  const refused: readonly { readonly name: string; readonly declare: (tables: Tables) => object }[] = [
    {
      name: "pgTrigger t",
      declare: ({ a, b }) => {
        const touch = pgFunction("f", { returns: "trigger", language: "plpgsql", body: "BEGIN END" });
        return pgTrigger(a, "t", { timing: "before", events: ["update"], updateOf: [b.id], execute: touch });
      },
    },
    {
      name: "exclusion",
      declare: ({ a, b }) => exclusion(a, "x", () => ({ elements: [{ column: b.id, operator: "=" }] })),
    },
    {
      name: "exclusion",
      declare: ({ a, b }) =>
        exclusion(a, "x", (t) => ({ elements: [{ column: t.id, operator: "=" }], include: [b.id] })),
    },
    { name: "pgPartitionBy", declare: ({ a, b }) => pgPartitionBy(a, { list: [b.id] }) },
    { name: "pgPartitionBy", declare: ({ a, b }) => pgPartitionBy(a, { hash: [{ column: b.id }] }) },
  ];
  it.each(refused)("$name refuses a column of another table", ({ name, declare }) => {
    const read = (): unknown =>
      readHere(installed, (modules) => {
        const made = tables(modules);
        return { ...made, declared: declare(made) };
      });
    expect(read).toThrow(
      expect.objectContaining({
        code: "column-of-another-table",
        facts: { table: "a", declaration: name, column: "id" },
      }),
    );
  });

  it("what only columns have is told of around a table, and what they have not around one of them", () => {
    const { warnings } = readHere(installed, ({ pg }) => ({
      a: storage(statistics(pg.pgTable("a", { id: unlogged(pg.integer()) }), 5), "main"),
    }));
    expect(warnings.map(({ code, facts }) => [code, facts["declaration"], facts["around"]])).toEqual([
      ["misplaced-declaration", "statistics", "a table"],
      ["misplaced-declaration", "storage", "a table"],
      ["misplaced-declaration", "unlogged", "column id"],
    ]);
  });

  it("the comment of a sequence is told of around a column that has none of its own", () => {
    const { warnings } = readHere(installed, ({ pg }) => ({
      a: pg.pgTable("a", {
        id: sequenceComment(pg.serial(), "counts"),
        other: sequenceComment(pg.integer().generatedAlwaysAsIdentity(), "counts"),
        plain: sequenceComment(pg.integer(), "counts nothing"),
      }),
    }));
    expect(warnings.map(({ facts }) => [facts["declaration"], facts["around"]])).toEqual([
      ["sequenceComment", "column plain, which has no sequence of its own"],
    ]);
  });
});
