import { describe, expect, it } from "@jest/globals";
import { type IndexElement } from "@limbeck/model";
import { readIndexSql } from "./indexSql.ts";

const COLUMNS = new Set(["email", "Name", "created_at"]);
const read = (text: string): readonly IndexElement[] => readIndexSql(text, COLUMNS);
const expression = (written: string, options: object = {}) => ({
  kind: "expression",
  expression: { written },
  ...options,
});
const column = (name: string, options: object = {}) => ({ kind: "column", column: name, ...options });

describe("SQL in an index", () => {
  it.each<[string, readonly object[]]>([
    ["lower(email)", [expression("lower(email)")]],
    [`"email"`, [column("email")]],
    ["EMAIL desc", [column("email", { order: "desc" })]],
    [`"Name" text_pattern_ops`, [column("Name", { operatorClass: "text_pattern_ops" })]],
    [`lower("Name") DESC NULLS LAST`, [expression(`lower("Name")`, { order: "desc", nulls: "last" })]],
    ["email asc nulls last", [column("email")]],
    ["email desc nulls first", [column("email", { order: "desc" })]],
    ["email nulls first", [column("email", { nulls: "first" })]],
    [`email collate "C" desc`, [column("email", { collation: '"C"', order: "desc" })]],
    [`email COLLATE pg_catalog."C"`, [column("email", { collation: '"C"' })]],
    [`email COLLATE Rules."by Number"`, [column("email", { collation: 'rules."by Number"' })]],
    [
      "email public.gist_trgm_ops (siglen=32)",
      [column("email", { operatorClass: "public.gist_trgm_ops (siglen=32)" })],
    ],
    ["(lower(email) || ')')", [expression("lower(email) || ')'")]],
    ["(email) desc", [column("email", { order: "desc" })]],
    [`(email collate "C")`, [column("email", { collation: '"C"' })]],
    [`(lower(email) collate "C") desc`, [expression("lower(email)", { collation: '"C"', order: "desc" })]],
    [`((a || b) collate "C")`, [expression("a || b", { collation: '"C"' })]],
    [`(a || b collate "C")`, [expression(`a || b collate "C"`)]],
    ["((email, a))", [expression("(email, a)")]],
    ["(a + b) int4_ops desc", [expression("a + b", { operatorClass: "int4_ops", order: "desc" })]],
    ["to_tsvector('english, or (so', \"Name\")", [expression("to_tsvector('english, or (so', \"Name\")")]],
    [`s.f("Name", 'x') desc`, [expression(`s.f("Name", 'x')`, { order: "desc" })]],
    ["email, lower(email) desc", [column("email"), expression("lower(email)", { order: "desc" })]],
    ["nobody", [expression("nobody")]],
    // Not by the grammar of an index, but an expression all the same.
    ["a || b", [expression("a || b")]],
    ["email::text", [expression("email::text")]],
  ])("%s", (text, elements) => {
    expect(read(text)).toEqual(elements);
  });
});
