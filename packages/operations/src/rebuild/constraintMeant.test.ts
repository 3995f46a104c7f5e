import { describe, expect, it } from "@jest/globals";
import { type Check, emptySchema, emptyTable, type Schema } from "@limbeck/model";

import { applyAll, reverse } from "../derive.ts";
import { sqlInput } from "../input/sqlInput.ts";
import { OPAQUE } from "../operation.ts";
import { type Operations } from "../record.ts";
import { recorded } from "../testing/memory.ts";
import { spelledAs } from "./spelledAs.ts";

type Body = (op: Operations) => void;

/** A table as it is read: nobody named its checks, so their places do. */
function schemaOf(...said: readonly string[]): Schema {
  const checks = said.map((canonical, at): Check => ({
    name: at === 0 ? "t_check" : `t_check${at}`,
    derivedName: true,
    expression: { canonical },
  }));
  const id = { name: "id", type: { canonical: "int" }, nullable: true };
  return { ...emptySchema("sqlite"), tables: [{ ...emptyTable({ name: "t" }), columns: [id], checks }] };
}

/** What the checks of the table say after the operations. */
function left(schema: Schema, body: Body): readonly (string | undefined)[] {
  let current = schema;
  for (const op of recorded(body)) {
    const next = applyAll(current, [spelledAs(current, op)]);
    if (next === OPAQUE) throw new Error("only a database could tell");
    current = next;
  }
  return current.tables.flatMap(({ checks }) => checks.map(({ expression }) => expression.canonical));
}

const unnamed = (name: string, expression: string) =>
  ({ name, unnamed: true, expression: sqlInput({ written: expression }) }) as const;

describe("a check that nobody named", () => {
  const schema = schemaOf("id > 0", `"id" < 10 -- at most`, "id <> 5");

  it.each([
    ["id > 0", [`"id" < 10 -- at most`, "id <> 5"]],
    ["( ID<10 )", ["id > 0", "id <> 5"]],
    ["[id] <> 5", ["id > 0", `"id" < 10 -- at most`]],
  ])("is found by what it says, %s, whatever its place is", (said, others) => {
    expect(left(schema, (op) => op.dropCheck("t", "t_check7", unnamed("t_check7", said)))).toEqual(others);
  });

  it("is not taken for another one that has its name", () => {
    expect(() =>
      left(schemaOf("id > 0"), (op) =>
        op.dropCheck("t", "t_check", unnamed("t_check", "(id > 0) OR (id < 1)")),
      ),
    ).toThrow("There is no check without a name on t that says (id > 0) OR (id < 1).");
  });

  it("tells strings apart that differ in case", () => {
    expect(() =>
      left(schemaOf("id <> 'a'"), (op) => op.dropCheck("t", "t_check", unnamed("t_check", "id <> 'A'"))),
    ).toThrow("There is no check without a name");
  });

  it.each<readonly [string, Body]>([
    ["dropCheck", (op) => op.dropCheck("t", "t_check1")],
    ["dropConstraint", (op) => op.dropConstraint("t", "t_check")],
    ["renameConstraint", (op) => op.renameConstraint("t", "T_CHECK2", "small")],
  ])("is not found by a place that another could have: %s", (_, body) => {
    expect(() => left(schema, body)).toThrow(
      /Nobody named t_check\d?: it is one of 3 constraints of table t/,
    );
  });

  it("is found by its name where it is the only one", () => {
    expect(left(schemaOf("id > 0"), (op) => op.dropConstraint("t", "T_check"))).toEqual([]);
  });

  it("comes again as what it was", () => {
    const [drop] = recorded((op) => op.dropCheck("t", "t_check", unnamed("t_check", "id > 0")));
    expect(drop && reverse(drop)).toMatchObject({ kind: "createCheck", definition: { unnamed: true } });
  });
});
