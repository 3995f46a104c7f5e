import { describe, expect, it } from "@jest/globals";

import { ref } from "../ref.ts";
import { declaredRefs } from "./declared.ts";
import { type Meant } from "./onPath.ts";

const alone: Meant = (name) => [name];
const app = (name: string) => ref.type({ schema: "app", name });

describe("what variables of a body are declared after", () => {
  it.each([
    ["DECLARE one tasks%ROWTYPE; BEGIN END", [ref.relation({ name: "tasks" })]],
    ['one app . "Odd ""Tasks"%rowtype', [ref.relation({ schema: "app", name: 'Odd "Tasks' })]],
    ["one public.tasks%ROWTYPE", [ref.relation({ name: "tasks" })]],
    ["n Tasks.id%TYPE", [ref.relation({ name: "tasks" }), ref.column({ name: "tasks" }, "id")]],
    [
      "n app.tasks.id %type",
      [ref.relation({ schema: "app", name: "tasks" }), ref.column({ schema: "app", name: "tasks" }, "id")],
    ],
  ])("%s", (body, refs) => {
    expect(declaredRefs(body, alone)).toEqual(refs);
  });

  it.each([
    ["DECLARE one tasks; BEGIN", [ref.type({ name: "tasks" })]],
    ["DECLARE n integer; -- how many;\n  s CONSTANT app.states[] := '{}'; BEGIN", [app("states")]],
    ["BEGIN DECLARE s app.state; /* t; u v */ BEGIN END; END", [app("state")]],
    ["DECLARE t text := 'it''s;b begin'; -- isn't\n one tasks; BEGIN", [ref.type({ name: "tasks" })]],
    ["DECLARE n numeric(4); m n%TYPE; BEGIN", []],
    [
      "DECLARE c NO SCROLL CURSOR (n numeric(4, 2), one tasks, s app.state) IS SELECT 1; BEGIN",
      [ref.type({ name: "tasks" }), app("state")],
    ],
    ["DECLARE c CURSOR FOR SELECT f(a, one tasks) FROM x; BEGIN", []],
  ])("are types in %s", (body, refs) => {
    expect(declaredRefs(body, alone)).toEqual(refs);
  });

  it("is a type on the path", () => {
    const meant: Meant = (name) => [name, { ...name, schema: "app" }];
    expect(declaredRefs("DECLARE s state; BEGIN", meant)).toEqual([
      ref.type({ name: "state" }),
      app("state"),
    ]);
  });

  it.each(["other n%TYPE;", "RETURN 7 % type_of(n);", "one record; n integer;"])(
    "is nothing in %s",
    (body) => {
      expect(declaredRefs(body, alone)).toEqual([]);
    },
  );
});
