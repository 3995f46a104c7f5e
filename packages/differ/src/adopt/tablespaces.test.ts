import { expect, it } from "@jest/globals";
import { emptySchema, type Schema, type View } from "@limbeck/model";

import { diff } from "../diff.ts";

const view: View = { name: "v", materialized: true, query: { canonical: "SELECT 1" } };
const of = (one: View): Schema => ({ ...emptySchema("postgres"), views: [one] });
const models = (one: View): Schema => ({ ...of(one), unsaid: ["implied"] });
const elsewhere: View = { ...view, tablespace: "elsewhere" };

it("a materialized view stays where somebody has put it, unless the models say where", () => {
  expect(diff(of(elsewhere), models(view))).toEqual([]);
  expect(diff(of(elsewhere), models({ ...view, tablespace: "fast" })).map(({ kind }) => kind)).toEqual([
    "dropMaterializedView",
    "createMaterializedView",
  ]);
});

it("a materialized view of another database may stand elsewhere", () => {
  expect(diff(of(elsewhere), of(view)).map(({ kind }) => kind)).toEqual([
    "dropMaterializedView",
    "createMaterializedView",
  ]);
});
