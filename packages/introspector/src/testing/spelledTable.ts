import { type Column, emptyTable, type ForeignKey, type PrimaryKey, type Table } from "@limbeck/model";
import fc, { type Arbitrary } from "fast-check";

/** Draws a value; a test hands in `fc.gen()`. */
export type Draw = <T>(arbitrary: Arbitrary<T>) => T;

/** A CREATE TABLE text in one of the many ways in which it can be spelled, and the table that it makes. */
export interface SpelledTable {
  readonly text: string;
  readonly table: Table;
}

const NAMES = ["a", "b c", "ключ", "select", "x'y", 'q"r', "Z", "t`k", "end", "_1", "generated", "--", "/*"];
const TYPES: readonly (readonly [string, string])[] = [
  ["", ""],
  ["TEXT", "text"],
  ["int", "int"],
  ["varchar ( 20 )", "varchar(20)"],
  ["Decimal(10 , 2)", "decimal(10,2)"],
  ["double   precision", "double precision"],
  ["unsigned big int", "unsigned big int"],
  ["x(+1,-2)", "x(+1,-2)"],
];
const DEFAULTS: readonly (readonly [readonly string[], Column["default"]])[] = [
  [["'it''s'"], { kind: "literal", value: "it's", canonical: "'it''s'" }],
  [['"legacy"'], { kind: "literal", value: "legacy", canonical: "'legacy'" }],
  [["bare"], { kind: "literal", value: "bare", canonical: "'bare'" }],
  [["-", "1"], { kind: "literal", value: -1, canonical: "-1" }],
  [["+", "2.5"], { kind: "literal", value: 2.5, canonical: "2.5" }],
  [["0x1F"], { kind: "expression", canonical: "0x1F" }],
  [["x'0a'"], { kind: "expression", canonical: "x'0a'" }],
  [["True"], { kind: "expression", canonical: "True" }],
  [["NULL"], undefined],
  [["current_timestamp"], { kind: "expression", canonical: "CURRENT_TIMESTAMP" }],
  [["(", "(", "1.50", ")", ")"], { kind: "expression", canonical: "1.50" }],
  [["(strftime('%s',')'))"], { kind: "expression", canonical: "strftime('%s',')')" }],
];
const CONFLICTS = ["rollback", "fail", "ignore", "replace", "abort", undefined] as const;
const ACTIONS = ["cascade", "restrict", "set null", "set default", "no action", undefined] as const;

export function spelledTable(draw: Draw, name: string): SpelledTable {
  const speller = spellerOf(draw);
  const columns = draw(fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 2, maxLength: 5 }));
  const pieces = columns.map((column) => spelledColumn(speller, column));
  const key = spelledKey(speller, columns);
  const members = [
    key,
    spelledUnique(speller, columns),
    spelledCheck(speller, columns),
    spelledForeign(speller, columns),
  ];
  const said = members.filter((member) => member !== undefined);
  const options = spelledOptions(speller, key !== undefined);
  const list = [...pieces.map(({ words }) => words), ...said.map(({ words }) => words)];
  const words = list.flatMap((one, at) => (at === 0 ? one : [",", ...one]));
  return {
    text: speller.join(["CREATE", "TABLE", speller.name(name), "(", ...words, ")", ...options.words]),
    table: said.reduce<Table>((table, member) => member.into(table), {
      ...emptyTable({ name }),
      ...options.table,
      columns: pieces.map(({ column }) => column),
    }),
  };
}

interface Speller {
  readonly draw: Draw;
  readonly name: (name: string) => string;
  readonly word: (...words: readonly string[]) => readonly string[];
  readonly maybe: () => boolean;
  readonly join: (words: readonly string[]) => string;
}

function spellerOf(draw: Draw): Speller {
  const gaps = fc.constantFrom(" ", "\n\t", " /* ) ' , */ ", ' -- " (\n', "  ");
  const maybe = () => draw(fc.boolean());
  return {
    draw,
    maybe,
    name: (name) => draw(fc.constantFrom(...quotings(name))),
    word: (...words) => (maybe() ? words.map((word) => word.toLowerCase()) : words),
    join: (words) => words.map((word, at) => (at === 0 ? word : draw(gaps) + word)).join(""),
  };
}

function quotings(name: string): readonly string[] {
  const bare = /^[\p{L}_][\p{L}\d_]*$/u.test(name) && name !== "select" ? [name] : [];
  const quoted = [`"${name.replaceAll('"', '""')}"`, `\`${name.replaceAll("`", "``")}\``];
  return [...bare, ...quoted, `[${name}]`, `'${name.replaceAll("'", "''")}'`];
}

function spelledConflict({ draw, word }: Speller) {
  const said = draw(fc.constantFrom(...CONFLICTS));
  if (said === undefined) return { words: [], onConflict: {} };
  return {
    words: [...word("ON", "CONFLICT"), ...word(said.toUpperCase())],
    onConflict: said === "abort" ? {} : { onConflict: said },
  };
}

function spelledColumn(speller: Speller, name: string) {
  const { draw, word, maybe } = speller;
  const [written, canonical] = draw(fc.constantFrom(...TYPES));
  const words = [speller.name(name), ...(written === "" ? [] : [written])];
  let column: Column = { name, type: { written, canonical }, nullable: true };
  if (maybe()) {
    const { words: more, onConflict } = spelledConflict(speller);
    const called = maybe();
    words.push(
      ...(called ? [...word("CONSTRAINT"), speller.name("nn")] : []),
      ...word("NOT", "NULL"),
      ...more,
    );
    const { onConflict: said } = onConflict;
    column = {
      ...column,
      nullable: false,
      ...(said === undefined ? {} : { notNullOnConflict: said }),
      ...(called ? { notNullName: "nn" } : {}),
    };
  }
  if (maybe()) {
    const [spelling, value] = draw(fc.constantFrom(...DEFAULTS));
    words.push(...word("DEFAULT"), ...spelling);
    if (value !== undefined) column = { ...column, default: value };
  }
  if (maybe()) {
    words.push(...word("COLLATE"), draw(fc.constantFrom("nocase", '"NoCase"')));
    column = { ...column, collation: "NOCASE" };
  }
  return { words, column };
}

type Member = { readonly words: readonly string[]; readonly into: (table: Table) => Table } | undefined;

function named(speller: Speller, name: string) {
  if (speller.maybe()) return { words: [], named: { name: "", derivedName: true as const } };
  return { words: [...speller.word("CONSTRAINT"), speller.name(name)], named: { name } };
}

function spelledKey(speller: Speller, columns: readonly string[]): Member {
  if (speller.maybe()) return undefined;
  const keyed = columns.slice(0, speller.draw(fc.integer({ min: 1, max: 2 })));
  const falling = keyed.filter(() => speller.maybe());
  const conflict = spelledConflict(speller);
  const { words, named: called } = named(speller, "the key");
  const list = keyed.flatMap((name, at) => [
    ...(at === 0 ? [] : [","]),
    speller.name(name),
    ...(falling.includes(name) ? speller.word("DESC") : []),
  ]);
  const primaryKey: PrimaryKey = {
    ...called,
    columns: keyed,
    ...(falling.length === 0 ? {} : { descending: falling }),
    ...conflict.onConflict,
  };
  return {
    words: [...words, ...speller.word("PRIMARY", "KEY"), "(", ...list, ")", ...conflict.words],
    into: (table) => ({ ...table, primaryKey }),
  };
}

function spelledUnique(speller: Speller, columns: readonly string[]): Member {
  if (speller.maybe()) return undefined;
  const unique = columns.slice(1, 3);
  const { words, named: called } = named(speller, "one");
  const list = unique.flatMap((name, at) => [...(at === 0 ? [] : [","]), speller.name(name)]);
  return {
    words: [...words, ...speller.word("UNIQUE"), "(", ...list, ")"],
    into: (table) => ({ ...table, uniques: [{ ...called, columns: unique }] }),
  };
}

function spelledCheck(speller: Speller, [column = ""]: readonly string[]): Member {
  if (speller.maybe()) return undefined;
  const { words, named: called } = named(speller, "Prüfung");
  const name = `"${column.replaceAll('"', '""')}"`;
  return {
    words: [...words, ...speller.word("CHECK"), "(", name, "<>", "')'", ")"],
    into: (table) => ({ ...table, checks: [{ ...called, expression: { canonical: `${name} <> ')'` } }] }),
  };
}

function spelledForeign(speller: Speller, [column = ""]: readonly string[]): Member {
  if (speller.maybe()) return undefined;
  const { draw, word, maybe } = speller;
  const { words, named: called } = named(speller, "fk");
  const [onDelete, onUpdate] = [draw(fc.constantFrom(...ACTIONS)), draw(fc.constantFrom(...ACTIONS))];
  const on = (event: string, action: string | undefined) =>
    action === undefined ? [] : word("ON", event, ...action.toUpperCase().split(" "));
  const targets = maybe() ? [] : ["(", speller.name("id"), ")"];
  const deferred = draw(fc.constantFrom(undefined, "immediate" as const, "deferred" as const));
  const foreignKey: ForeignKey = {
    ...called,
    columns: [column],
    references: { table: { name: "target" }, columns: ["id"] },
    ...(onDelete === undefined || onDelete === "no action" ? {} : { onDelete }),
    ...(onUpdate === undefined || onUpdate === "no action" ? {} : { onUpdate }),
    ...(deferred === undefined ? {} : { deferrable: deferred }),
  };
  return {
    words: [
      ...words,
      ...word("FOREIGN", "KEY"),
      "(",
      speller.name(column),
      ")",
      ...word("REFERENCES"),
      speller.name(draw(fc.constantFrom("target", "TARGET"))),
      ...targets,
      ...on("DELETE", onDelete),
      ...on("UPDATE", onUpdate),
      ...(deferred === undefined ? [] : word("DEFERRABLE", "INITIALLY", deferred.toUpperCase())),
    ],
    into: (table) => ({ ...table, foreignKeys: [foreignKey] }),
  };
}

function spelledOptions({ word, maybe }: Speller, hasKey: boolean) {
  if (!hasKey || maybe()) return { words: [], table: {} };
  return { words: word("WITHOUT", "ROWID"), table: { withoutRowid: true as const } };
}
