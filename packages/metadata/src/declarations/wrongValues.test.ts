import { describe, expect, it } from "@jest/globals";
import { sql } from "drizzle-orm";
import { integer, pgMaterializedView, pgSequence, pgTable, text } from "drizzle-orm/pg-core";

import * as pg from "../pg.ts";

type Declaration = keyof typeof pg;
type Case = readonly [declaration: Declaration, args: readonly unknown[], refusal: string | RegExp];

const call = (declaration: Declaration, args: readonly unknown[]): unknown =>
  Reflect.apply(pg[declaration], undefined, args);

const users = pgTable("users", { id: integer(), email: text() });
const adults = pgMaterializedView("adults").as((query) => query.select().from(users));
const numbers = pgSequence("numbers");
const touch = pg.pgFunction("touch", { language: "plpgsql", body: "BEGIN END", returns: "trigger" });

const ROUTINE = { language: "sql", body: "SELECT 1" };
const STAMP = { timing: "before", events: ["insert"], execute: touch };
const SUM = { sfunc: "int4pl", stype: "integer" };
const NONE = /stands around undefined here/;

/** What the types refuse, and JavaScript does not. */
const CASES: readonly Case[] = [
  ["comment", [undefined, "a"], NONE],
  ["comment", [users, undefined], "What comment() says is undefined, and has to be a text that is not empty"],
  ["comment", [users, ""], 'What comment() says is "", and has to be a text that is not empty'],
  ["indexComment", [users, 5], "What indexComment() says is 5"],
  ["sequenceComment", [integer(), null], "What sequenceComment() says is null"],
  [
    "storage",
    [text(), "external "],
    'What storage() says is "external ", and has to be "plain", "main", "external" or "extended"',
  ],
  ["storage", [null, "main"], /stands around null here/],
  ["compression", [text(), "zstd"], 'What compression() says is "zstd", and has to be "pglz" or "lz4"'],
  ["statistics", [text(), -1], "What statistics() says is -1, and has to be a whole number from 0 to 10000"],
  ["statistics", [text(), "100"], 'What statistics() says is "100"'],
  ["columnOptions", [text(), { n_distinct: NaN }], "What columnOptions() says is { n_distinct: NaN }"],
  ["columnOptions", [text(), { distinct: 5 }], /has to be \{ n_distinct\?, n_distinct_inherited\? \}$/],
  ["notNullConstraint", [text(), { name: "" }], 'What notNullConstraint() says is { name: "" }'],
  [
    "notNullConstraint",
    [text(), { notValid: false }],
    "What notNullConstraint() says is { notValid: false }",
  ],
  ["storageParameters", [users, { fillfactor: NaN }], "What storageParameters() says is { fillfactor: NaN }"],
  ["storageParameters", [users, { fillfactor: "" }], 'What storageParameters() says is { fillfactor: "" }'],
  ["storageParameters", [users, { fillfactor: undefined }], /is \{ fillfactor: undefined \}, and/],
  ["storageParameters", [undefined, { fillfactor: 70 }], NONE],
  ["unlogged", [undefined], NONE],
  ["replicaIdentity", [users, "all"], 'has to be "full" or "nothing" or { index }'],
  ["replicaIdentity", [numbers, "full"], /stands around is .*, and has to be a table$/],
  ["clusterOn", [users, ""], 'What clusterOn() says is ""'],
  ["clusterOn", [{}, "by_email"], "What clusterOn() stands around is {  }, and has to be a table"],
  ["forceRowSecurity", [{}], "What forceRowSecurity() stands around is"],
  ["sequenceType", [numbers, "int"], 'is "int", and has to be "smallint", "integer" or "bigint"'],
  ["sequenceType", [users, "integer"], /and has to be a pgSequence$/],
  [
    "ownedBy",
    [numbers, users.id],
    "What ownedBy() says is a column, and has to be a function that gives the column",
  ],
  ["deferrable", [users, "later"], 'is "later", and has to be "immediate" or "deferred"'],
  ["withoutOverlaps", [undefined], NONE],
  ["period", [undefined], NONE],
  ["notValid", [undefined], NONE],
  ["notEnforced", [undefined], NONE],
  ["noInherit", [undefined], NONE],
  ["matchFull", [undefined], NONE],
  ["nullsNotDistinct", [undefined], NONE],
  [
    "include",
    [users, []],
    "What include() says is [], and has to be a list that is not empty, each a column",
  ],
  ["include", [users, ["email"]], 'What include() says is ["email"]'],
  ["onDeleteColumns", [users, [undefined]], "What onDeleteColumns() says is [undefined]"],
  ["exclusion", [{}, "none", () => ({})], "What exclusion() stands around is"],
  ["exclusion", [users, undefined, () => ({})], "The name of exclusion() is undefined"],
  [
    "exclusion",
    [users, "none", { elements: [] }],
    'What exclusion "none" is defined by is { elements: [] }, and has to be a function',
  ],
  ["viewIndexes", [users, []], /and has to be a view$/],
  [
    "pgExtension",
    ["citext", { shema: "a" }],
    'pgExtension "citext" has no option shema; there are schema and version',
  ],
  [
    "pgExtension",
    ["citext", { version: 2 }],
    'version of pgExtension "citext" is 2, and has to be a text that is not empty',
  ],
  ["pgCollation", ["german", { provider: "ICU" }], 'provider of pgCollation "german" is "ICU"'],
  [
    "pgDomain",
    ["day", { type: "date", default: new Date(0) }],
    'default of pgDomain "day" is a Date, and has to be a text, a number, true or false or sql`…`',
  ],
  ["pgDomain", ["day", { type: "date", checks: { ok: null } }], 'checks of pgDomain "day" is { ok: null }'],
  ["pgDomain", ["day", { type: "" }], 'type of pgDomain "day" is ""'],
  ["pgComposite", ["pair", { a: 5 }], 'What pgComposite "pair" holds is { a: 5 }'],
  ["pgComposite", ["pair", { a: "text" }, { comments: "a" }], 'pgComposite "pair" has no option comments'],
  ["pgRange", ["span", { subtype: "int", subtypeDiff: 5 }], 'subtypeDiff of pgRange "span" is 5'],
  [
    "pgFunction",
    ["f", { ...ROUTINE, arguments: { a: { type: "int", mode: "in" } } }],
    /^arguments of pgFunction "f" is \{ a: \{ type: "int", mode: "in" \} \}/,
  ],
  [
    "pgFunction",
    ["f", { ...ROUTINE, arguments: { a: { type: "date", default: new Date() } } }],
    /^arguments of pgFunction "f"/,
  ],
  ["pgFunction", ["f", { ...ROUTINE, arguments: [undefined] }], /is \[undefined\]/],
  [
    "pgFunction",
    ["f", { ...ROUTINE, volatility: "imutable" }],
    'is "imutable", and has to be "immutable", "stable" or "volatile"',
  ],
  ["pgFunction", ["f", { ...ROUTINE, parallel: "yes" }], /^parallel of pgFunction "f" is "yes"/],
  [
    "pgFunction",
    ["f", { ...ROUTINE, security: "definer" }],
    /has no option security; there are schema, arguments, .*securityDefiner/,
  ],
  [
    "pgFunction",
    ["f", { ...ROUTINE, cost: -1 }],
    'cost of pgFunction "f" is -1, and has to be a number above 0',
  ],
  ["pgFunction", ["f", { ...ROUTINE, rows: NaN }], 'rows of pgFunction "f" is NaN'],
  [
    "pgFunction",
    ["f", { ...ROUTINE, set: { statement_timeout: 5 } }],
    /^set of pgFunction "f" is \{ statement_timeout: 5 \}/,
  ],
  ["pgFunction", ["f", { ...ROUTINE, returns: { table: {} } }], /^returns of pgFunction "f"/],
  ["pgProcedure", ["f", { ...ROUTINE, returns: "text" }], 'pgProcedure "f" has no option returns'],
  [
    "pgAggregate",
    ["f", { ...SUM, sspace: 1.5 }],
    'sspace of pgAggregate "f" is 1.5, and has to be a whole number from 0 on',
  ],
  ["pgAggregate", ["f", { ...SUM, finalfuncModify: "write" }], /^finalfuncModify of pgAggregate "f"/],
  ["pgAggregate", ["f", { ...SUM, initcond: 0 }], 'initcond of pgAggregate "f" is 0, and has to be a text'],
  [
    "pgTrigger",
    [{}, "stamp", STAMP],
    'What pgTrigger "stamp" stands on is {  }, and has to be a table or a view',
  ],
  [
    "pgTrigger",
    [users, "stamp", { ...STAMP, arguments: [5] }],
    'arguments of pgTrigger "stamp" is [5], and has to be a list, each a text',
  ],
  ["pgTrigger", [users, "stamp", { ...STAMP, timing: "BEFORE" }], /^timing of pgTrigger "stamp" is "BEFORE"/],
  ["pgTrigger", [users, "stamp", { ...STAMP, events: [] }], /^events of pgTrigger "stamp" is \[\]/],
  ["pgTrigger", [users, "stamp", { ...STAMP, events: ["upsert"] }], /^events of pgTrigger "stamp"/],
  ["pgTrigger", [users, "stamp", { ...STAMP, forEach: "rows" }], /^forEach of pgTrigger "stamp"/],
  [
    "pgTrigger",
    [users, "stamp", { ...STAMP, when: "true" }],
    'when of pgTrigger "stamp" is "true", and has to be sql`…`',
  ],
  ["pgTrigger", [users, "stamp", { ...STAMP, deferrable: "deferred" }], /are said of a constraint trigger/],
  ["pgTrigger", [users, "stamp", { ...STAMP, constraint: true }], /has timing: "after" and forEach: "row"/],
  [
    "pgTrigger",
    [users, "stamp", { ...STAMP, updateOf: [users.email] }],
    /updateOf is said of the event "update"/,
  ],
  ["pgTrigger", [users, "stamp", { ...STAMP, execute: {} }], /^execute of pgTrigger "stamp"/],
  ["pgPartitionBy", [{}, { range: ["id"] }], "What pgPartitionBy() stands around is"],
  [
    "pgPartitionBy",
    [users, { range: [sql`lower(email)`] }],
    /is \{ range: \[sql`…`\] \}, and has to be one of .*\{ expression, /,
  ],
  ["pgPartitionBy", [users, { range: [] }], /is \{ range: \[\] \}, and has to be one of/],
  ["pgPartitionBy", [users, { rnage: ["id"] }], /is \{ rnage: \["id"\] \}, and has to be one of/],
  [
    "pgPartition",
    [{}, "p", { default: true }],
    'What pgPartition "p" is a part of is {  }, and has to be a table or a pgPartition',
  ],
  ["pgPartition", [users, "p", {}], /has to say which rows it holds in one way/],
  ["pgPartition", [users, "p", { from: 1 }], /has to say which rows it holds in one way/],
  ["pgPartition", [users, "p", { in: [1], default: true }], /has to say which rows it holds in one way/],
  ["pgPartition", [users, "p", { in: [] }], /^in of pgPartition "p" is \[\]/],
  ["pgPartition", [users, "p", { in: [undefined] }], /^in of pgPartition "p" is \[undefined\]/],
  ["pgPartition", [users, "p", { from: NaN, to: 5 }], /^from of pgPartition "p" is NaN/],
  ["pgPartition", [users, "p", { from: new Date("?"), to: 5 }], /^from of pgPartition "p" is a Date/],
  ["pgPartition", [users, "p", { modulus: -2, remainder: 0 }], /^modulus of pgPartition "p" is -2/],
];

describe("a value that the types refuse is refused where it stands:", () => {
  it.each(CASES)("%s(%p)", (declaration, args, refusal) => {
    expect(() => call(declaration, args)).toThrow(refusal);
    expect(() => call(declaration, args)).toThrow(TypeError);
  });

  it("of every declaration there is", () => {
    const tried = new Set(CASES.map(([declaration]) => declaration));
    expect(Object.keys(pg).filter((name) => !tried.has(name as Declaration))).toEqual([]);
  });

  it("also of what a callback gives, once it is asked", () => {
    const asked = (declaration: Declaration, fact: string, ...args: readonly unknown[]) => {
      call(declaration, args);
      return Reflect.get(Object(args[0]), Symbol.for(`limbeck:${fact}`)) as unknown;
    };
    const key = asked("pgPartitionBy", "partitionBy", users, () => ({ list: [] }));
    expect(key).toThrow("What pgPartitionBy() says is { list: [] }");
    const none = asked("exclusion", "exclusions", users, "none", () => ({
      elements: [{ column: users.id }],
    }));
    expect((none as readonly { define: () => unknown }[])[0]?.define).toThrow(
      'elements of exclusion "none" is [{ column: a column }]',
    );
    const indexes = asked("viewIndexes", "viewIndexes", adults, () => [{ name: "a", columns: [] }]);
    expect(indexes).toThrow("columns of index a of viewIndexes() is []");
  });
});
