import { describe, expect, it } from "@jest/globals";

import { followTableInBody } from "./followTable.ts";

const followed = (body: string, schema?: string) => {
  const routine = { name: "f", arguments: [], language: "sql", standardBody: { canonical: body } };
  const to = schema === undefined ? { name: "todos" } : { schema, name: "tasks" };
  return followTableInBody(routine, { name: "tasks" }, to).standardBody?.canonical;
};

describe("a body that the server has parsed, once a table that it reads is called otherwise", () => {
  it.each([
    ["SELECT count(tasks.id) FROM tasks", "SELECT count(todos.id) FROM todos"],
    ["SELECT t.id FROM tasks t", "SELECT t.id FROM todos t"],
    ["SELECT 'tasks'::text FROM notes", "SELECT 'tasks'::text FROM notes"],
  ])("has its new name: %s", (before, after) => {
    expect(followed(before)).toBe(after);
  });

  it.each(["INSERT INTO tasks SELECT id FROM tasks", "SELECT count(*) AS tasks FROM tasks"])(
    "stays where it is not sure: %s",
    (body) => {
      expect(followed(body)).toBe(body);
    },
  );

  it("leads back, also by way of a name that is a word of the language", () => {
    const body = { canonical: "SELECT tasks.id FROM tasks" };
    const names = [{ name: "tasks" }, { name: "select" }, { name: "order" }, { name: "tasks" }] as const;
    const routine = { name: "f", arguments: [], language: "sql", standardBody: body };
    const [first, second, third, last] = names;
    const there = followTableInBody(followTableInBody(routine, first, second), first, third);
    expect(there.standardBody).toEqual({ canonical: 'SELECT "order".id FROM "order"' });
    expect(followTableInBody(there, third, last)).toEqual(routine);
  });

  it("has its new place, and its columns as they were", () => {
    expect(followed("SELECT tasks.id FROM tasks", "old")).toBe("SELECT tasks.id FROM old.tasks");
  });
});
