import { describe, expect, it } from "@jest/globals";
import { emptySchema, emptyTable, type Extension, type Schema, type SqlText } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { diff } from "./diff.ts";
import { asItStands } from "./renames/asItStands.ts";
import { decideRenames } from "./renames/decide.ts";

const CITEXT: Extension = { name: "citext", members: { types: ["citext"], operators: ["<>"] } };
const [THERE, HERE] = [{ name: "citext", schema: "extensions" }, { name: "citext" }] as const;

function schemaWith(extension: Extension, type: string, check: SqlText): Schema {
  return {
    ...emptySchema("postgres"),
    namespaces: extension.schema === undefined ? [] : [{ name: extension.schema }],
    extensions: [extension],
    tables: [
      {
        ...emptyTable({ name: "u" }),
        columns: [{ name: "email", type: { canonical: type }, nullable: false }],
        checks: [{ name: "c", expression: check }],
      },
    ],
  };
}

const inPublic = schemaWith(CITEXT, "citext", { canonical: "(email <> 'x'::citext)" });
const decide = (before: Schema, after: Schema) => decideRenames(before, after, () => Promise.resolve([]));
const kinds = (operations: readonly Operation[]): readonly string[] => operations.map(({ kind }) => kind);

describe("an extension that moves", () => {
  const check = { canonical: "(email OPERATOR(extensions.<>) 'x'::extensions.citext)" };
  const moved = schemaWith({ ...THERE, members: CITEXT.members ?? {} }, "extensions.citext", check);

  it("does so before all else, with the schema that it needs, and takes along what is of its types", async () => {
    const { operations, before } = await decide(inPublic, moved);
    expect(kinds(operations)).toEqual(["createSchema", "alterExtension"]);
    expect(before.tables[0]?.columns[0]?.type).toEqual({ canonical: "extensions.citext" });
  });

  it.each([
    [inPublic, moved],
    [moved, inPublic],
  ])("leaves nothing else to do, there and back", async (from, to) => {
    const decided = await decide(from, to);
    const sides = asItStands(decided, to);
    const goes = from === moved ? ["dropSchema"] : [];
    expect(kinds(diff(decided.before, sides.moved(sides.models)))).toEqual(goes);
  });

  it("is asked about as it stands, and run as its author says it", async () => {
    const written = "email operator(extensions.<>) 'y'";
    const target = schemaWith(THERE, "extensions.citext", { written });
    const { database, models, moved: after } = asItStands(await decide(inPublic, target), target);
    expect(database).toEqual({ ...inPublic, namespaces: [{ name: "extensions" }] });
    expect(models.tables[0]?.checks[0]?.expression).toEqual({ written: "email <> 'y'" });
    expect(models.tables[0]?.columns[0]?.type).toEqual({ canonical: "citext" });
    expect(after(models).tables).toEqual(target.tables);
  });

  it("is named where it will stand for an author who leaves that to the search path", async () => {
    const target = schemaWith(THERE, "citext", { written: "lower(email) <> 'x'::citext" });
    const { models, moved: after } = asItStands(await decide(inPublic, target), target);
    expect(after(models).tables[0]).toMatchObject({
      columns: [{ type: { canonical: "extensions.citext" } }],
      checks: [{ expression: { written: "lower(email) <> 'x'::extensions.citext" } }],
    });
  });
});

describe("an extension of which nobody says where it stands", () => {
  const there = schemaWith(THERE, "extensions.citext", { canonical: "true" });
  const target = (extension: Extension): Schema => ({ ...there, extensions: [extension] });

  it("stays where it is", async () => {
    expect((await decide(there, target({ ...HERE, anywhere: true }))).operations).toEqual([]);
    expect(diff(there, target({ ...HERE, anywhere: true }))).toEqual([]);
  });

  it("moves where its schema goes, or where the target is another database", async () => {
    const without = { ...target({ ...HERE, anywhere: true }), namespaces: [] };
    expect(kinds((await decide(there, without)).operations)).toEqual(["alterExtension"]);
    expect(kinds((await decide(there, target(HERE))).operations)).toEqual(["alterExtension"]);
  });
});

describe("the version of an extension", () => {
  const of = (extension: Partial<Extension>) =>
    schemaWith({ name: "citext", ...extension }, "citext", { canonical: "true" });

  it.each<[string, Partial<Extension>, Partial<Extension>, readonly string[]]>([
    [
      "that two servers have chosen",
      { version: "1.6", usualVersion: true },
      { version: "1.8", usualVersion: true },
      [],
    ],
    [
      "that is not the server's own",
      { version: "1.5" },
      { version: "1.6", usualVersion: true },
      ["alterExtension"],
    ],
    ["that somebody says", { version: "1.6", usualVersion: true }, { version: "1.8" }, ["alterExtension"]],
  ])("%s", (_, before, after, expected) => {
    expect(kinds(diff(of(before), of(after)))).toEqual(expected);
  });
});
