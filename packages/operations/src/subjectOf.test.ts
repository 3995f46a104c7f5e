import { expect, it } from "@jest/globals";

import { type Operation } from "./operations.ts";
import { subjectOf } from "./subjectOf.ts";

const users = { name: "users" };

it("is the table, whatever of it changes", () => {
  const column = { name: "email", type: { canonical: "text" }, nullable: true } as const;
  expect(subjectOf({ kind: "dropColumn", table: users, name: "email", column })).toBe("users");
  expect(subjectOf({ kind: "dropTable", name: users })).toBe("users");
  expect(
    subjectOf({ kind: "objectComment", target: { table: users, policy: "p" }, comment: { to: "a" } }),
  ).toBe("users");
});

it("is else what is made, or what is told of", () => {
  const view = { name: "v", query: { written: "SELECT 1" } };
  expect(subjectOf({ kind: "createView", view } satisfies Operation)).toBe("v");
  expect(
    subjectOf({ kind: "objectComment", target: { sequence: { name: "s" } }, comment: { to: "a" } }),
  ).toBe("s");
  expect(subjectOf({ kind: "run", call: () => undefined })).toBeUndefined();
});
