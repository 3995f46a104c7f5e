import { describe, expect, it } from "@jest/globals";

import {
  moveTypeInText,
  readsColumn,
  renameColumnOfSource,
  renameColumnInText,
  renameSequenceInText,
  renameSourceInText,
  renameTableInText,
  renameTypeInText,
  renameValueInText,
} from "./renameText.ts";

const text = (canonical: string) => ({ canonical });

describe("an expression after a rename", () => {
  it.each([
    ["(n > 0)", '("m" > 0)'],
    ["length(n)", 'length("m")'],
    ["n(n)", 'n("m")'],
    ["(x)::n", "(x)::n"],
    ["('n'::text || \"n\")", "('n'::text || \"m\")"],
    ['x COLLATE "n"', 'x COLLATE "n"'],
    ["tasks.n + others.n", 'tasks."m" + others.n'],
    ["N'01' = n", "N'01' = \"m\""],
    ["N > 0", '"m" > 0'],
    ["EXTRACT(n FROM n)", 'EXTRACT(n FROM "m")'],
    ['"N" > 0', '"N" > 0'],
  ])("of a column: %s", (before, after) => {
    expect(renameColumnInText(text(before), "tasks", "n", "m")).toEqual(text(after));
  });

  it.each([
    ['("current_user" = CURRENT_USER)', "current_user", '("m" = CURRENT_USER)'],
    ['(("order" IS NOT NULL) OR "or")', "or", '(("order" IS NOT NULL) OR "m")'],
    ["(user > left)", "user", '("m" > left)'],
  ])("of a column that is called like a keyword: %s", (before, from, after) => {
    expect(renameColumnInText(text(before), "tasks", from, "m")).toEqual(text(after));
  });

  it.each([
    ["(n > 0)", true],
    ["length(tasks.n)", true],
    ["n(x) > others.n", false],
    ["(x)::n || 'n'", false],
    ["EXTRACT(n FROM x)", false],
  ])("of a column would be another one, where it is read: %s", (expression, reads) => {
    expect(readsColumn(text(expression), "tasks", "n")).toBe(reads);
  });

  it("of a table names its columns by the new one", () => {
    expect(renameTableInText(text("tasks.tasks = x.tasks"), "tasks", "todos")).toEqual(
      text("todos.tasks = x.tasks"),
    );
  });

  it("of a table leaves a schema of its name in front of a type, a function or a collation", () => {
    const before = text("users.f(users.id) + (NULL::users.c).n > 0 AND x COLLATE users.de = ''");
    expect(renameTableInText(before, "users", "people")).toEqual(
      text("users.f(people.id) + (NULL::users.c).n > 0 AND x COLLATE users.de = ''"),
    );
  });

  it("of a type casts to the new one", () => {
    const before = text("('mood'::mood)::text = (a.mood)::mood[]");
    expect(renameTypeInText(before, { name: "mood" }, "feeling")).toEqual(
      text("('mood'::feeling)::text = (a.mood)::feeling[]"),
    );
    const ofItsSchema = text("'a'::mood.mood");
    expect(renameTypeInText(ofItsSchema, { name: "mood" }, "feeling")).toEqual(ofItsSchema);
    const other = text("'a'::auth.mood");
    expect(renameTypeInText(other, { name: "mood" }, "feeling")).toEqual(other);
    expect(renameTypeInText(other, { schema: "auth", name: "mood" }, "feeling")).toEqual(
      text("'a'::auth.feeling"),
    );
  });

  it("of a value says it in casts to its type, in lists too", () => {
    const mood = { name: "mood" };
    const before = text("(m <> 'sad'::mood) AND (t = 'sad'::text) AND (l = '{sad,ok}'::mood[])");
    expect(renameValueInText(before, mood, "sad", "it's")).toEqual(
      text("(m <> 'it''s'::mood) AND (t = 'sad'::text) AND (l = '{it''s,ok}'::mood[])"),
    );
  });

  it("of a value with a backslash says it as the server prints it", () => {
    expect(renameValueInText(text(String.raw`m = 'a\b'::mood`), { name: "mood" }, "a\\b", "c\\d")).toEqual(
      text(String.raw`m = 'c\d'::mood`),
    );
  });

  it("of a sequence calls it by the new name", () => {
    expect(
      renameSequenceInText(text("nextval('numbers'::regclass)"), { name: "numbers" }, { name: "My" }),
    ).toEqual(text("nextval('\"My\"'::regclass)"));
  });
});

describe("a sub-select after a rename", () => {
  it.each([
    [{ name: "m" }, { name: "n" }, "(SELECT m.a FROM m WHERE m.b)", "(SELECT n.a FROM n WHERE n.b)"],
    [{ name: "m" }, { schema: "s", name: "m" }, "(SELECT x.m FROM m x)", "(SELECT x.m FROM s.m x)"],
    [{ schema: "s", name: "m" }, { name: "n" }, "(SELECT m.a FROM s.m)", "(SELECT n.a FROM n)"],
    [{ schema: "s", name: "m" }, { schema: "t", name: "m" }, "(a JOIN s.m ON true)", "(a JOIN t.m ON true)"],
    [{ name: "m" }, { name: "n" }, "(SELECT m.a FROM s.m)", "(SELECT m.a FROM s.m)"],
    [{ name: "m" }, { name: "n" }, "(m.a = 'FROM m'::text)", "(m.a = 'FROM m'::text)"],
    [
      { schema: "s", name: "m" },
      { name: "n" },
      "(SELECT m.a, m FROM a x, LATERAL f(m.a) y, (s.m JOIN b USING (m, a)), (SELECT 1) m WHERE a, s.m)",
      "(SELECT n.a, m FROM a x, LATERAL f(n.a) y, (n JOIN b USING (m, a)), (SELECT 1) m WHERE a, s.m)",
    ],
  ])("of %j to %j: %s", (from, to, before, after) => {
    expect(renameSourceInText(text(before), from, to)).toEqual(text(after));
  });
});

describe("a sub-select after the rename of a column", () => {
  it.each([
    ["(SELECT m.a FROM m WHERE m.a > x.a)", '(SELECT m."Z" AS a FROM m WHERE m."Z" > x.a)'],
    [
      "(SELECT x.a, m.a FROM (b m JOIN m x ON ((x.a = m.a))))",
      '(SELECT x."Z" AS a, m.a FROM (b m JOIN m x ON ((x."Z" = m.a))))',
    ],
    [
      "(SELECT y.a FROM b y, ONLY m AS y WHERE s.y.a > y.a(1))",
      '(SELECT y."Z" AS a FROM b y, ONLY m AS y WHERE s.y.a > y.a(1))',
    ],
    ["(SELECT (m.a + 1), max(m.a) AS a FROM m)", '(SELECT (m."Z" + 1), max(m."Z") AS a FROM m)'],
    ["(SELECT m.a FROM s.m)", "(SELECT m.a FROM s.m)"],
  ])("has it wherever the table is read: %s", (before, after) => {
    const renamed = renameColumnOfSource(text(before), { name: "m" }, "a", "Z");
    expect(renamed).toEqual(text(after));
    expect(renameColumnOfSource(renamed, { name: "m" }, "Z", "a")).toEqual(text(before));
  });
});

describe("an expression after a move to another schema", () => {
  it.each([
    [{ name: "mood" }, "archive", "'ok'::mood", "'ok'::archive.mood"],
    [{ name: "mood" }, "Odd one", "'{}'::mood[]", "'{}'::\"Odd one\".mood[]"],
    [{ schema: "a", name: "mood" }, "b", "'ok'::a.mood", "'ok'::b.mood"],
    [{ schema: "a", name: "mood" }, undefined, "x = 'ok'::a.mood", "x = 'ok'::mood"],
    [{ schema: "a", name: "mood" }, "b", "a.mood = 'a.mood'::a.other", "a.mood = 'a.mood'::a.other"],
  ])("that casts to type %j, now in %s", (type, schema, before, after) => {
    const target = schema === undefined ? { name: type.name } : { schema, name: type.name };
    expect(moveTypeInText(text(before), type, target)).toEqual(text(after));
  });

  it("of a table leaves a column of its name behind the FROM of a function and of IS DISTINCT", () => {
    const before = text("trim(BOTH FROM id) <> (SELECT max(id) FROM id) AND id IS DISTINCT FROM id");
    expect(renameSourceInText(before, { name: "id" }, { name: "ids" })).toEqual(
      text("trim(BOTH FROM id) <> (SELECT max(id) FROM ids) AND id IS DISTINCT FROM id"),
    );
  });

  it("of a sequence leaves a text of the same letters", () => {
    const before = text("(kind = 'numbers'::text) AND (setval('numbers', 1) > 0) OR kind IN ('numbers')");
    expect(renameSequenceInText(before, { name: "numbers" }, { name: "counts" })).toEqual(
      text("(kind = 'numbers'::text) AND (setval('counts', 1) > 0) OR kind IN ('numbers')"),
    );
  });

  it("calls a sequence where it is", () => {
    const moved = renameSequenceInText(
      text("nextval('a.numbers'::regclass)"),
      { schema: "a", name: "numbers" },
      { schema: "b", name: "numbers" },
    );
    expect(moved).toEqual(text("nextval('b.numbers'::regclass)"));
  });
});
