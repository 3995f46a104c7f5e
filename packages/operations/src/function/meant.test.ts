import { describe, expect, it } from "@jest/globals";
import { foundName, type Routine, type RoutineArgument } from "@limbeck/model";

import { type ColumnTypes, typeOfArgument } from "./arguments.ts";
import { meansRoutine } from "./meant.ts";
import { renameCallInText } from "./renameCall.ts";

const argument = (type: string, more: Partial<RoutineArgument> = {}): RoutineArgument => ({
  type: { canonical: type },
  ...more,
});
const routine = (name: string, ...list: readonly RoutineArgument[]): Routine => ({
  name,
  arguments: list,
  language: "sql",
});
const columns: ColumnTypes = (column) => ({ n: "integer", t: "text" })[column];

describe("the type of what a call hands in", () => {
  it.each([
    ["n", "integer"],
    ["tasks . n", "integer"],
    ["( ( n ) :: character varying ( 20 ) )", "charactervarying"],
    ["n :: varchar", "charactervarying"],
    ["f ( n , t ) :: auth . mood [ ]", "auth.mood[]"],
    ["( n + 1 2 )", "integer"],
    ["t | | 'x' :: text", "text"],
    ["true", "boolean"],
    ["n + t", undefined],
    ["n > 1", undefined],
    ["x = n :: text", undefined],
    ["NOT n :: boolean", undefined],
    ["'x'", undefined],
    ["f ( n )", undefined],
  ])("is told by its text: %s", (text, type) => {
    expect(typeOfArgument(text.split(" "), columns)).toBe(type);
  });
});

describe("of functions that share a name, a call is for", () => {
  const means = (renamed: Routine, others: readonly Routine[], ...types: readonly (string | undefined)[]) =>
    meansRoutine(renamed, { name: renamed.name }, others)(types);

  it("the one that takes as many", () => {
    const one = routine("f", argument("integer"));
    const two = routine("f", argument("integer"), argument("integer", { default: { canonical: "1" } }));
    const many = routine("f", argument("integer"), argument("integer[]", { mode: "variadic" }));
    expect(means(one, [routine("f")], undefined)).toBe(true);
    expect(means(routine("f"), [one], undefined)).toBe(false);
    expect(means(two, [routine("f")], undefined)).toBe(true);
    expect(means(one, [two], undefined, undefined)).toBe(false);
    expect(means(many, [two], undefined, undefined, undefined)).toBe(true);
  });

  it("the one that takes those types, as far as they are known", () => {
    const [number, word] = [routine("f", argument("integer")), routine("f", argument("text"))];
    expect(means(number, [word], "integer")).toBe(true);
    expect(means(number, [word], "text")).toBe(false);
    expect(means(number, [routine("f", argument("anyarray"))], "text[]")).toBe(false);
    expect(means(number, [word], undefined)).toBe(true);
  });

  it("the server's own, where that is called so too and the types are others", () => {
    const lower = routine("lower", argument("integer"));
    expect(means(lower, [], "integer")).toBe(true);
    expect(means(lower, [], "text")).toBe(false);
    expect(means(lower, [], "integer", "integer")).toBe(false);
  });
});

describe("a call under a name that the server has too", () => {
  const renamed = (canonical: string, from: string, to: string) =>
    renameCallInText({ canonical }, { name: from }, foundName("routine", { name: to })).canonical;

  it("says the default schema, and leads back", () => {
    expect(renamed("f(n) > '('::text", "f", "lower")).toBe("public.lower(n) > '('::text");
    expect(renamed("public.lower(n) > lower", "lower", "f")).toBe("f(n) > lower");
    expect(renamed("other.lower(n)", "lower", "f")).toBe("other.lower(n)");
  });
});
