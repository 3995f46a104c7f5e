import { describe, expect, it } from "@jest/globals";
import { comment, viewIndexes } from "./pg.ts";
import { INSTALLED, type Modules, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("indexes of materialized views with %s", (installed) => {
  const models = ({ pg, orm }: Modules) => {
    const orders = pg.pgTable("orders", { who: pg.text("customer"), total: pg.integer() });
    const turnover = pg.pgMaterializedView("turnover").as((query) =>
      query
        .select({ who: orders.who, total: orm.sum(orders.total).as("summe") })
        .from(orders)
        .groupBy(orders.who),
    );
    return { orders, turnover };
  };

  it("are read with all that they say, columns by the names that they have in the view", () => {
    const { schema, manages } = readHere(installed, (modules) => {
      const { orders, turnover } = models(modules);
      const { sql } = modules.orm;
      viewIndexes(comment(turnover, "by customer"), (view) => [
        {
          name: "turnover_customer",
          columns: [view.who],
          unique: true,
          include: [view.total],
          nullsNotDistinct: true,
          with: { fillfactor: 70 },
          where: sql`${view.total} > 0`,
          comment: "for refreshing beside readers",
        },
        {
          name: "turnover_sum",
          method: "brin",
          columns: [
            "summe",
            { column: view.total, order: "desc", nulls: "last", operatorClass: "numeric_ops" },
            sql`lower(${view.who}) text_pattern_ops`,
            { expression: sql`upper(${view.who})`, collation: "C" },
          ],
        },
      ]);
      return { orders, turnover };
    });
    expect(manages).toEqual(new Set(["comments", "views"]));
    expect(schema.views[0]?.indexes).toEqual([
      {
        name: "turnover_customer",
        unique: true,
        elements: [{ kind: "column", column: "customer" }],
        include: ["summe"],
        nullsNotDistinct: true,
        with: { fillfactor: "70" },
        // 1.0 says of which view; the server minds neither.
        where: { written: expect.stringMatching(/^("turnover"\.)?"summe" > 0$/) },
        comment: "for refreshing beside readers",
      },
      {
        name: "turnover_sum",
        unique: false,
        method: "brin",
        elements: [
          { kind: "column", column: "summe" },
          { kind: "column", column: "summe", order: "desc", nulls: "last", operatorClass: "numeric_ops" },
          {
            kind: "expression",
            expression: { written: 'lower("customer")' },
            operatorClass: "text_pattern_ops",
          },
          { kind: "expression", expression: { written: 'upper("customer")' }, collation: "C" },
        ],
      },
    ]);
  });

  it("are said by nobody, or said to be none", () => {
    const { schema } = readHere(installed, (modules) => {
      const { orders, turnover } = models(modules);
      const other = modules.pg.pgMaterializedView("other").as((query) => query.select().from(orders));
      return { orders, turnover: viewIndexes(turnover, []), other };
    });
    expect(schema.views.map(({ name, indexes }) => [name, indexes])).toEqual([
      ["other", undefined],
      ["turnover", []],
    ]);
  });

  it("count as comments where only they have one", () => {
    const { manages } = readHere(installed, (modules) => {
      const { orders, turnover } = models(modules);
      viewIndexes(turnover, [{ name: "i", columns: ["summe"], comment: "sorted" }]);
      return { orders, turnover };
    });
    expect(manages).toContain("comments");
  });

  const reading = (declare: (made: ReturnType<typeof models>, modules: Modules) => void) => (): unknown =>
    readHere(installed, (modules) => {
      const made = models(modules);
      declare(made, modules);
      return made;
    });

  it("name columns of their own view only", () => {
    const read = reading(({ orders, turnover }) =>
      viewIndexes(turnover, [{ name: "i", columns: [orders.total] }]),
    );
    expect(read).toThrow(
      expect.objectContaining({
        code: "column-of-another-table",
        facts: { table: "turnover", declaration: "viewIndexes", column: "total" },
      }),
    );
  });

  it("are refused where the callback throws, and where two have one name", () => {
    const throws = reading(({ turnover }) =>
      viewIndexes(turnover, () => {
        throw new Error("no such column");
      }),
    );
    expect(throws).toThrow(expect.objectContaining({ code: "view-indexes-failed" }));
    const index = { name: "i", columns: ["customer"] };
    const clash = reading(({ turnover }) => viewIndexes(turnover, [index, { ...index, unique: true }]));
    expect(clash).toThrow(expect.objectContaining({ code: "name-clash" }));
  });

  it("are refused on a view that keeps no rows", () => {
    const read = (): unknown =>
      readHere(installed, ({ pg, orm: { sql } }) => ({
        v: viewIndexes(pg.pgView("v", { id: pg.integer() }).as(sql`select 1 as id`), []),
      }));
    expect(read).toThrow(expect.objectContaining({ code: "indexes-of-plain-view" }));
  });
});
