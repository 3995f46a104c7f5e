import { describe, expect, it } from "@jest/globals";

import { ref } from "../ref.ts";
import { declaredRefs } from "./declared.ts";

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
    expect(declaredRefs(body)).toEqual(refs);
  });

  it.each(["other n%TYPE;", "RETURN 7 % type_of(n);", "one record; n integer;"])(
    "is nothing in %s",
    (body) => {
      expect(declaredRefs(body)).toEqual([]);
    },
  );
});
