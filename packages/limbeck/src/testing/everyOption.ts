/*
 * Models with every option of Drizzle's builders that a database keeps. Their text stays the same, and the environment makes one thing of them another:
 * `or("key", now, then)` is `then` where LIMBECK_TEST_CHANGE is "key".
 */
const ENVIRONMENT = `export const or = <T, U>(key: string, now: T, then: U): T | U =>
  process.env.LIMBECK_TEST_CHANGE === key ? then : now;
export const role = (name: string): string => name + (process.env.LIMBECK_TEST_ROLES ?? "");
`;

const SCHEMA = `import { sql } from "drizzle-orm";
import {
  bigint, bigserial, bit, boolean, char, check, cidr, customType, date, doublePrecision, foreignKey, geometry, index, inet, integer, interval,
  json, jsonb, line, macaddr, macaddr8, numeric, pgEnum, pgMaterializedView, pgPolicy, pgRole, pgSchema, pgSequence, pgTable, pgView, point,
  primaryKey, real, serial, smallint, smallserial, text, time, timestamp, unique, uniqueIndex, uuid, varchar,
} from "drizzle-orm/pg-core";
import { comment, deferrable, exclusion, include, storageParameters, unlogged } from "limbeck/pg";
import { or, role } from "./environment";

const money = customType<{ data: string; config: { places: number } }>({
  dataType: (config) => or("custom type's text", \`numeric(12, \${config?.places ?? 0})\`, "numeric(13, 2)"),
});
const sized = customType<{ data: { n: number } }>({ dataType: () => "text", toDriver: ({ n }) => "n=" + or("default of an object", n, n + 1) });

export const mood = pgEnum("mood", or("enum values", ["sad", "ok"], ["sad", "ok", "glad"]));
export const level = pgEnum(or("enum name", "level", "height"), ["low", "high"]);
export const app = pgSchema(or("schema name", "app", "service"));
export const numbers = pgSequence("numbers", {
  startWith: or("sequence start", 1, 2),
  increment: or("sequence increment", 1, 3),
  minValue: or("sequence minimum", 1, 0),
  maxValue: or("sequence maximum", 1000, 2000),
  cache: or("sequence cache", 1, 10),
  cycle: or("sequence cycle", false, true),
});
export const others = pgSequence(or("sequence name", "others", "further"));
export const worker = pgRole(role("worker"), {
  createDb: or("role createDb", false, true),
  createRole: or("role createRole", false, true),
  inherit: or("role inherit", true, false),
});

export const parents = pgTable("parents", {
  id: or("serial", serial, integer as unknown as typeof serial)("id").primaryKey(),
  big: or("kind of serial", bigserial("big", { mode: "number" }), smallserial("big")),
  code: text("code").notNull().unique(or("name of a column's unique", "code_key", "the_code")),
  nothing: integer("nothing").unique("nothing_key", { nulls: or("nulls of a column's unique", "distinct", "not distinct") }),
  left: integer("left").notNull(),
  right: integer("right").notNull(),
  mayGo: integer("may_go"),
}, (t) => [unique("both").on(t.left, t.right), unique("turned").on(t.right, t.left)]);

export const columns = pgTable("of_columns", {
  [or("key of a column", "one", "uno")]: integer(),
  two: integer(or("name of a column", "two", "due")),
  ...or("column added", {}, { three: integer("three") }),
  ...or("column dropped", { four: integer("four") }, {}),
  kind: or("type of a column", integer, bigint as unknown as typeof integer)("kind", { mode: "number" } as never),
  notNull: or("not null", integer("not_null").notNull(), integer("not_null")),
  length: varchar("length", { length: or("length of varchar", 10, 20) }),
  charLength: char("char_length", { length: or("length of char", 3, 4) }),
  precision: numeric("precision", { precision: or("precision of numeric", 8, 9), scale: or("scale of numeric", 2, 3) }),
  stamp: timestamp("stamp", { precision: or("precision of timestamp", 3, 6), withTimezone: or("time zone of timestamp", false, true) }),
  clock: time("clock", { precision: or("precision of time", 3, 6), withTimezone: or("time zone of time", false, true) }),
  span: interval("span", { precision: or("precision of interval", 3, 6) }),
  spanFields: interval("span_fields", or("fields of interval", {}, { fields: "day to second" }) as never),
  bits: bit("bits", { dimensions: or("length of bit", 3, 4) }),
  several: or("array", integer("several").array(), integer("several")),
  moods: or("array of enum", mood("moods").array(), mood("moods")),
  feeling: or("enum of a column", mood, level)("feeling"),
  money: money("money", { places: 2 }),
  truth: boolean("truth").default(or("default of a boolean", true, false)),
  words: text("words").default(or("default of a text", "a", "b")),
  none: or("default dropped", text("none").default("x"), text("none")),
  some: or("default added", text("some"), text("some").default("")),
  count: integer("count").default(or("default of a number", 0, -1)),
  large: bigint("large", { mode: "bigint" }).default(or("default of a bigint", 10n, 11n)),
  when: timestamp("when", { withTimezone: true }).default(or("default of a date", new Date(0), new Date(1000))),
  now: timestamp("now").default(or("default of sql", sql\`now()\`, sql\`clock_timestamp()\`)),
  parameter: integer("parameter").default(sql\`abs(\${or("parameter in a default", 1, 2)})\`),
  data: jsonb("data").default(or("default of jsonb", { a: [1] }, { a: [2] })),
  plain: json("plain").default(or("default of json", { a: 1 }, { b: 1 })),
  list: integer("list").array().default(or("default of an array", [1, 2], [2, 1])),
  lists: text("lists").array().default(or("default of texts", ["a"], ["a", "b"])),
  object: sized("object").default({ n: 1 }),
  key: uuid("key").default(or("default of a uuid", sql\`gen_random_uuid()\`, sql\`'00000000-0000-0000-0000-000000000000'\`)),
  day: date("day").default(or("default of a day", "2020-01-01", "2020-01-02")),
  sum: integer("sum").generatedAlwaysAs(or("generated expression", sql\`2 + 3\`, sql\`2 * 3\`)),
  made: or("generated", integer("made").generatedAlwaysAs(sql\`1\`), integer("made")),
  place: or("point", point("place"), line("place") as never),
  net: or("inet", inet, cidr as unknown as typeof inet)("net"),
  card: or("macaddr", macaddr, macaddr8 as unknown as typeof macaddr)("card"),
  float: or("real", real, doublePrecision as unknown as typeof real)("float"),
  small: or("smallint", smallint, integer as unknown as typeof smallint)("small"),
  said: comment(text("said"), or("comment of a column", "a", "b")),
});

export const counted = pgTable("counted", {
  id: or("kind of identity", integer("id").generatedAlwaysAsIdentity(), integer("id").generatedByDefaultAsIdentity()),
});
export const counting = pgTable("counting", {
  id: integer("id").generatedByDefaultAsIdentity({
    startWith: or("start of an identity", 1, 2),
    increment: or("increment of an identity", 1, 3),
    minValue: or("minimum of an identity", 1, 0),
    maxValue: or("maximum of an identity", 1000, 2000),
    cache: or("cache of an identity", 1, 10),
    cycle: or("cycle of an identity", false, true),
  }),
});

export const children = pgTable("children", {
  a: integer("a"),
  b: integer("b"),
  c: integer("c").references(() => parents.id, { onDelete: or("onDelete of a column", "cascade", "set null") }),
  d: integer("d").references(() => parents.id, { onUpdate: or("onUpdate of a column", "no action", "cascade") }),
  e: or("references", integer("e").references(() => parents.id), integer("e")),
  f: integer("f"),
  g: integer("g").references(() => or("column that is referred to", parents.id, parents.nothing)),
}, (t) => [
  primaryKey({ name: or("name of a primary key", "children_key", "the_key"), columns: or("columns of a primary key", [t.a, t.b], [t.b, t.a]) }),
  foreignKey({
    name: or("name of a foreign key", "children_parents", "to_parents"),
    columns: or("columns of a foreign key", [t.a, t.b], [t.b, t.a]),
    foreignColumns: or("foreign columns of a foreign key", [parents.left, parents.right], [parents.right, parents.left]),
  }),
  foreignKey({ name: "actions", columns: [t.f], foreignColumns: [parents.id] })
    .onDelete(or("onDelete of a foreign key", "cascade", "set null"))
    .onUpdate(or("onUpdate of a foreign key", "cascade", "restrict")),
  deferrable(foreignKey({ name: "late", columns: [t.f], foreignColumns: [parents.id] }), or("deferrable", "deferred", "immediate")),
]);

export const indexed = pgTable("indexed", {
  a: integer("a"),
  b: text("b"),
  c: jsonb("c"),
  d: text("d"),
}, (t) => [
  index(or("name of an index", "first", "primero")).on(t.a),
  index("of_column").on(or("column of an index", t.a, t.b)),
  index("more_columns").on(t.a, ...or("columns of an index", [], [t.b])),
  index("of_order").on(t.a[or("order of an index", "asc", "desc")]()),
  index("nulls").on(t.a.asc()[or("nulls of an index", "nullsLast", "nullsFirst")]()),
  index("operators").on(t.b.op(or("operator class of an index", "text_ops", "text_pattern_ops"))),
  index("expression").on(or("expression of an index", sql\`lower(\${t.b})\`, sql\`upper(\${t.b})\`)),
  or("uniqueness of an index", index("uniqueness"), uniqueIndex("uniqueness")).on(t.a),
  index("method").using(or("method of an index", "btree", "hash"), t.a),
  index("gin").using("gin", t.c.op(or("operator class of gin", "jsonb_ops", "jsonb_path_ops"))),
  index("filter").on(t.a).where(or("predicate of an index", sql\`\${t.a} > 0\`, sql\`\${t.a} > 1\`)),
  index("of_values").on(t.a).where(sql\`\${t.a} > \${or("parameter of a predicate", 5, 6)}\`),
  index("storage").using("btree", t.a).with({ fillfactor: or("parameters of an index", "70", "80") }),
  include(index("covering").on(t.a), or("included columns", [t.b], [t.d])),
  check(or("name of a check", "positive", "above_zero"), sql\`\${t.a} > 0\`),
  check("expression_check", or("expression of a check", sql\`\${t.a} > 0\`, sql\`\${t.a} >= 0\`)),
  check("parameter_check", sql\`\${t.a} > \${or("parameter of a check", 1, 2)}\`),
  unique(or("name of a unique", "unique_a", "unique_of_a")).on(t.a),
  unique("unique_columns").on(t.a, or("columns of a unique", t.b, t.d)),
  or("nulls of a unique", unique("unique_nulls").on(t.b), unique("unique_nulls").on(t.b).nullsNotDistinct()),
  ...or("index added", [], [index("another").on(t.d)]),
  ...or("check dropped", [check("gone", sql\`true\`)], []),
]);

export const guarded = pgTable("guarded", { a: integer("a") }, () => [
  pgPolicy(or("name of a policy", "everybody", "anybody"), { for: "select" }),
  pgPolicy("as", { as: or("as of a policy", "permissive", "restrictive") }),
  pgPolicy("command", { for: or("command of a policy", "select", "delete") }),
  pgPolicy("roles", { to: or("roles of a policy", "public", "current_user") }),
  pgPolicy("reading", { for: "select", using: or("using of a policy", sql\`true\`, sql\`false\`) }),
  pgPolicy("writing", { for: "insert", withCheck: or("check of a policy", sql\`true\`, sql\`false\`) }),
  pgPolicy("worker", { to: or("role of a policy", worker, "public") }),
]);
export const secured = or("row security", pgTable("secured", { a: integer("a") }).enableRLS(), pgTable("secured", { a: integer("a") }));
const alone = pgTable("alone", { a: integer("a") });
export const linked = or("policy that is linked", pgPolicy("linked", { for: "select" }), pgPolicy("linked", { for: "all" })).link(alone);

export const named = pgTable(or("name of a table", "named", "called"), { a: integer("a") });
export const placed = or("schema of a table", app.table, pgTable as never)("placed", { a: integer("a") });
export const placedMood = app.enum("app_mood", or("values of an enum in a schema", ["a"], ["a", "b"]));
export const said = comment(pgTable("said", { a: integer("a") }), or("comment of a table", "a", "b"));
export const stored = storageParameters(pgTable("stored", { a: integer("a") }), { fillfactor: or("parameters of a table", 70, 80) });
export const quick = unlogged(pgTable("quick", { a: integer("a") }));
export const kept = or("unlogged", unlogged, (table: unknown) => table as never)(pgTable("kept", { a: integer("a") }));
export const more = or("table added", undefined, pgTable("more", { a: integer("a") }));
export const less = or("table dropped", pgTable("less", { a: integer("a") }), undefined);
const slots = pgTable("slots", { a: integer("a"), during: customType({ dataType: () => "int4range" })("during") });
exclusion(slots, "no_overlap", () => ({
  method: "gist",
  elements: [{ column: slots.during, operator: or("operator of an exclusion", "&&", "-|-") }],
}));
export { slots };

export const view = pgView("view_of_columns").as((qb) =>
  qb.select({ a: indexed.a }).from(indexed).where(or("query of a view", sql\`\${indexed.a} > 1\`, sql\`\${indexed.a} > 2\`)));
export const texts = pgView("view_of_text", { a: integer("a") }).as(or("text of a view", sql\`select 1 as a\`, sql\`select 2 as a\`));
export const options = pgView("view_options")
  .with({ securityBarrier: or("security barrier of a view", true, false), checkOption: or("check option of a view", "local", "cascaded") })
  .as((qb) => qb.select({ a: indexed.a }).from(indexed));
export const heap = pgMaterializedView("heap")
  .with({ fillfactor: or("parameters of a materialized view", 70, 80) })
  .as((qb) => qb.select({ a: indexed.a }).from(indexed));
export const calculated = pgMaterializedView("calculated").as((qb) =>
  qb.select({ a: or("query of a materialized view", sql<number>\`1\`, sql<number>\`2\`).as("a") }).from(indexed));
`;

export const FILES = { "environment.ts": ENVIRONMENT, "schema.ts": SCHEMA, "tsconfig.json": "{}" };

/** What can be made another. */
export const KEYS: readonly string[] = [...SCHEMA.matchAll(/\bor\("([^"]*)"/g)].map(([, key = ""]) => key);
