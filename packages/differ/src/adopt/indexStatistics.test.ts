import { expect, it } from "@jest/globals";
import { emptySchema, emptyTable, type Index, type Schema } from "@limbeck/model";

import { diff } from "../diff.ts";

const index = (name: string, more: Partial<Index> = {}): Index => ({
  name,
  unique: false,
  elements: [{ kind: "expression", expression: { canonical: "lower(a)" } }],
  ...more,
});
const STATISTICS = { statistics: { 1: 500 } };

function side(type: string, one: Index): Schema {
  const columns = [{ name: "a", type: { canonical: type }, nullable: true }];
  return { ...emptySchema("postgres"), tables: [{ ...emptyTable({ name: "t" }), columns, indexes: [one] }] };
}

const models = (type: string, one: Index): Schema => ({ ...side(type, one), unsaid: ["implied"] });

it("what ANALYZE learns of an expression stays under models, also where the index is made anew", () => {
  const before = side("text", index("i", STATISTICS));
  expect(diff(before, models("text", index("i")))).toEqual([]);
  const rebuilt = diff(before, models("varchar(9)", index("i")));
  expect(rebuilt).toContainEqual(
    expect.objectContaining({ kind: "createIndex", definition: index("i", STATISTICS) }),
  );
});

it("it is no reason to take an index without a name of its own for another one", () => {
  const unnamed = index("t_lower_idx", { derivedName: true });
  expect(diff(side("text", index("i", STATISTICS)), models("text", unnamed))).toEqual([]);
});

it("it goes where a column takes the place of the expression, and another database says its own", () => {
  const column = index("i", { elements: [{ kind: "column", column: "a" }] });
  expect(diff(side("text", index("i", STATISTICS)), models("text", column))).toContainEqual(
    expect.objectContaining({ kind: "createIndex", definition: column }),
  );
  expect(diff(side("text", index("i", STATISTICS)), side("text", index("i")))).toEqual([
    { kind: "alterIndex", table: { name: "t" }, name: "i", statistics: { from: { 1: 500 }, to: null } },
  ]);
});
