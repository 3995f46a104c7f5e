import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Connection } from "@limbeck/database";
import { newestMajor } from "@limbeck/testkit";
import fc from "fast-check";
import { testConnection } from "../../testing/connection.ts";
import { type Answer, ask } from "../canonical/ask.ts";
import { normaliseDefault } from "./default.ts";
import { normalise } from "./normalise.ts";
import { tokenize } from "./tokens.ts";

const types = new Map([
  ["n", "integer"],
  ["m", "bigint"],
  ["label", "text"],
  ["name", "character varying(20)"],
  ["s", "lvl"],
  ["at", "timestamp with time zone"],
  ["flag", "boolean"],
  ["Odd", "text"],
  ["user", "text"],
]);
const place = { table: { schema: "public", name: "t" }, types };
const columnList = [...types].map(([name, type]) => `"${name}" ${type}`).join(", ");

const casts = [
  "integer",
  "int4",
  "bigint",
  "text",
  "varchar",
  "character varying(20)",
  "lvl",
  "timestamptz",
  "boolean",
];
const cast = fc.oneof(
  { weight: 2, arbitrary: fc.constant("") },
  fc.constantFrom(...casts).map((type) => `::${type}`),
);
const column = fc.constantFrom(
  "n",
  "m",
  "label",
  "name",
  "s",
  "at",
  "flag",
  `"Odd"`,
  `"user"`,
  `"label"`,
  "t.n",
  `"t"."label"`,
  "public.t.s",
  "user",
);
const constant = fc.constantFrom(
  "'a'",
  "'b'",
  "1",
  "2",
  "'1'",
  "true",
  "'2020-01-01'",
  "E'a'",
  "-1",
  "'-1'",
  "1.5",
  "'-1.5'",
);
const atom = fc.oneof(
  fc.tuple(column, cast).map((parts) => parts.join("")),
  fc.tuple(constant, cast).map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom("lower", "LENGTH", `"upper"`), column)
    .map(([name, argument]) => `${name}(${argument})`),
);
const comparison = fc
  .tuple(atom, fc.constantFrom("=", "<>", "!=", "<", ">=", "||", "+"), atom)
  .map((parts) => parts.join(" "));

/** Comparisons that the server takes more often than not. */
const fitting = fc
  .tuple(
    fc.constantFrom(
      ["n", "'1'", "integer", "bigint", "numeric"],
      ["m", "'1'", "integer", "int8", "smallint"],
      ["label", "'a'", "text", "varchar", "name"],
      ["name", "'a'", "text", "varchar", "character varying(20)"],
      ["s", "'a'", "lvl", "public.lvl", "text"],
      ["at", "'2020-01-01'", "timestamptz", "timestamp", "date"],
      ["flag", "'t'", "boolean", "bool", "bool"],
      [`"Odd"`, "'a'", "text", "varchar", "bpchar"],
      [`"user"`, "'a'", "text", "varchar", "name"],
      ["user", "'a'", "text", "varchar", "name"],
    ),
    fc.constantFrom("=", "<>", "!=", "<", ">="),
    fc.nat(5),
  )
  .map(([[name = "", constant = "", ...types], operator, which]) =>
    [name, operator, types[which] === undefined ? constant : `${constant}::${types[which]}`].join(" "),
  );

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 2 },
    { weight: 6, arbitrary: fitting },
    comparison,
    atom,
    tie("expression").map((inner) => `(${inner})`),
    tie("expression").map((inner) => `not ${inner}`),
    fc
      .tuple(tie("expression"), fc.constantFrom("and", "OR", "="), tie("expression"))
      .map((parts) => parts.join(" ")),
    fc.tuple(atom, atom, atom).map(([a, b, c]) => `${a} in (${b}, ${c})`),
  ),
}));

/** One token left out, doubled, quoted, put into brackets or upper case, or replaced by another spelling. */
const edit = fc.record({
  at: fc.nat(40),
  how: fc.constantFrom("drop", "quote", "wrap", "upper", "int4", "space", "dropCast", "dropBrackets"),
});
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

function edited(sql: string, { at, how }: Edit): string {
  const texts = tokenize(sql).map(({ text }) => text);
  const position = at % Math.max(texts.length, 1);
  const text = texts[position] ?? "";
  const changed: Record<Edit["how"], readonly string[]> = {
    drop: [],
    quote: /^[a-z]+$/.test(text) ? [`"${text}"`] : [text],
    wrap: ["(", text, ")"],
    upper: text.startsWith("'") || text.startsWith('"') ? [text] : [text.toUpperCase()],
    int4: [text === "int4" ? "integer" : text],
    space: ["/* c */", text, "\n"],
    dropCast: text === "::" ? [] : [text],
    dropBrackets: text === "(" ? [] : [text],
  };
  const behind = texts.slice(position + (how === "dropCast" && text === "::" ? 2 : 1));
  const close = how === "dropBrackets" && text === "(" ? behind.indexOf(")") : -1;
  return [
    ...texts.slice(0, position),
    ...changed[how],
    ...behind.filter((_, offset) => offset !== close),
  ].join(" ");
}

const pair = fc
  .tuple(expression, fc.array(edit, { minLength: 1, maxLength: 3 }))
  .map(([text, edits]): [string, string] => [text, edits.reduce(edited, text)]);

describe("trivial normalisation and the server", () => {
  let db: Connection;
  beforeAll(async () => {
    db = await testConnection(newestMajor);
    await db.execute("CREATE TYPE lvl AS ENUM ('a', 'b')");
  });
  afterAll(() => db.close());

  const answers = (questions: readonly { step: string; read: string }[]) =>
    ask(
      db,
      questions.map(({ step, read }) => ({ steps: [step], read })),
      { defaultSchema: "public", readOnly: false },
    );

  /** A text that the server takes and one that it refuses are not told apart here: only one of them can be in a database. */
  function differences(pairs: readonly [string, string][], given: readonly Answer[]) {
    return pairs.flatMap((texts, position) => {
      const [a, b] = [given[position * 2], given[position * 2 + 1]];
      return a?.kind === "text" && b?.kind === "text" && a.text !== b.text
        ? [[...texts, a.text, b.text]]
        : [];
    });
  }

  it("never holds two checks for the same that the server prints differently", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 150, maxLength: 150 }), async (all) => {
        const pairs = all.filter(([a, b]) => a !== b && normalise(a, place) === normalise(b, place));
        const given = await answers(
          pairs.flat().map((text) => ({
            step: `CREATE TEMP TABLE t (${columnList}, CONSTRAINT k CHECK (${text.replaceAll("public.t.", "t.")}))`,
            read: "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'pg_temp.t'::regclass AND contype = 'c'",
          })),
        );
        compared += given.filter(({ kind }) => kind === "text").length;
        expect(differences(pairs, given)).toEqual([]);
      }),
      { numRuns: 10, endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it("never holds two defaults for the same that the server prints differently", async () => {
    let compared = 0;
    const typed = fc.tuple(
      fc.constantFrom(...types.values(), "numeric(10,2)", "text[]", "character(3)"),
      pair,
      fc.tuple(constant, cast, cast),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(typed, { minLength: 150, maxLength: 150 }), async (all) => {
        const pairs = all.flatMap(([type, texts, [text, one, other]]) =>
          [texts, [text + one, text + other] as [string, string]]
            .filter(([a, b]) => a !== b && normaliseDefault(a, type) === normaliseDefault(b, type))
            .map((found) => ({ type, found })),
        );
        const given = await answers(
          pairs.flatMap(({ type, found }) =>
            found.map((text) => ({
              step: `CREATE TEMP TABLE t (c ${type} DEFAULT (${text}))`,
              read: "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'pg_temp.t'::regclass",
            })),
          ),
        );
        compared += given.filter(({ kind }) => kind === "text").length;
        expect(
          differences(
            pairs.map(({ found }) => found),
            given,
          ),
        ).toEqual([]);
      }),
      { numRuns: 10, endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(50);
  });

  it("sees through every harmless respelling", () => {
    const harmless = fc
      .tuple(expression, fc.array(edit, { maxLength: 5 }))
      .map(([text, edits]): [string, string] => [
        text,
        edits.filter(({ how }) => how === "space").reduce(edited, text),
      ]);
    fc.assert(
      fc.property(harmless, ([a, b]) => expect(normalise(` ( ${b} )`, place)).toBe(normalise(a, place))),
    );
  });
});
