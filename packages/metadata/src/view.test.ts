import { describe, expect, it } from "@jest/globals";

import { INSTALLED, type Modules, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("views with %s", (installed) => {
  const read = (write: (modules: Modules) => Readonly<Record<string, unknown>>) => readHere(installed, write);

  it("are read as a server is to get them: columns qualified where a query has several tables, values written out", () => {
    const { schema, warnings, manages } = read(({ pg, orm }) => {
      const users = pg.pgTable("users", { id: pg.integer("id"), name: pg.text("name") });
      const posts = pg.pgTable("posts", {
        author: pg.integer("author"),
        at: pg.timestamp("at"),
        n: pg.bigint("n", { mode: "bigint" }),
      });
      return {
        users,
        posts,
        v: pg.pgView("v").as((q) =>
          q
            .select({ name: users.name, doubled: orm.sql`${posts.n} * 2`.as("doubled") })
            .from(users)
            .innerJoin(posts, orm.eq(posts.author, users.id))
            .where(orm.and(orm.eq(users.name, "it's"), orm.gt(posts.n, 12n))),
        ),
      };
    });
    // 1.0 puts parentheses around each side of an `and`.
    const plain = schema.views.map(({ name, query }) => [name, query.written?.replaceAll(/[()]/g, "")]);
    expect(plain).toEqual([
      [
        "v",
        `select "users"."name", "posts"."n" * 2 as "doubled" from "users" inner join "posts" on "posts"."author" = "users"."id" where "users"."name" = 'it''s' and "posts"."n" > 12`,
      ],
    ]);
    expect([warnings, [...manages]]).toEqual([[], ["views"]]);
  });

  it("have their options by PostgreSQL's names, each as it is said", () => {
    const { schema } = read(({ pg, orm: { sql } }) => ({
      v: pg
        .pgSchema("s")
        .view("v", { id: pg.integer("id") })
        .with({ checkOption: "cascaded", securityBarrier: true, securityInvoker: false })
        .as(sql`select 1 as id;`),
      m: pg
        .pgMaterializedView("m", { id: pg.integer("id") })
        .using("heap")
        .tablespace("fast")
        .with({ fillfactor: 70, autovacuumEnabled: false })
        .withNoData()
        .as(sql`select 1 as id`),
    }));
    expect(schema.views).toEqual([
      {
        name: "m",
        materialized: true,
        query: { written: "select 1 as id" },
        options: { autovacuum_enabled: "false", fillfactor: "70" },
        tablespace: "fast",
        withNoData: true,
      },
      {
        schema: "s",
        name: "v",
        query: { written: "select 1 as id" },
        options: { check_option: "cascaded", security_barrier: "true", security_invoker: "false" },
      },
    ]);
    expect(schema.namespaces).toEqual([{ name: "s" }]);
  });

  it("that are there already are somebody else's", () => {
    const { schema, existingViews, manages } = read(({ pg }) => ({
      v: pg.pgView("v", { id: pg.integer("id") }).existing(),
      m: pg
        .pgSchema("s")
        .materializedView("m", { id: pg.integer("id") })
        .existing(),
    }));
    expect([schema.views, [...existingViews], [...manages]]).toEqual([[], ['["v"]', '["s","m"]'], []]);
  });

  it("clash where two of one name say something else", () => {
    const clash = () =>
      read(({ pg, orm: { sql } }) => ({
        a: pg.pgView("v", { id: pg.integer("id") }).as(sql`select 1 as id`),
        b: pg.pgView("v", { id: pg.integer("id") }).as(sql`select 2 as id`),
      }));
    expect(clash).toThrow(expect.objectContaining({ code: "name-clash" }));
  });
});

it("views of 0.45 select what the columns are called under the casing, whatever else bears such a name", () => {
  const { schema } = readHere(
    "drizzle-orm",
    ({ pg, orm: { gt, sql } }) => {
      const users = pg.pgTable("users", { id: pg.integer(), firstName: pg.text() });
      return {
        users,
        all: pg.pgView("all").as((q) => q.select().from(users).where(gt(users.firstName, "x"))),
        named: pg.pgView("named").as((q) =>
          q
            .select({ loud: sql`upper(${users.firstName})`.as("firstName") })
            .from(users)
            .groupBy(users.firstName),
        ),
        both: pg.pgView("both").as((q) => {
          const one = () => q.select({ firstName: users.firstName }).from(users);
          return one().unionAll(one());
        }),
      };
    },
    { casing: "snake_case" },
  );
  const texts = new Map(schema.views.map(({ name, query }) => [name, query.written]));
  expect(texts.get("all")).toBe(`select "id", "first_name" from "users" where "users"."first_name" > 'x'`);
  expect(texts.get("named")).toBe(
    `select upper("first_name") as "firstName" from "users" group by "users"."first_name"`,
  );
  expect(texts.get("both")?.match(/"first_name"/g)).toHaveLength(2);
});
