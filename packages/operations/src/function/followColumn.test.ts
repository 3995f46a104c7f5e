import { describe, expect, it } from "@jest/globals";

import { followColumnInBody } from "./followColumn.ts";

const followed = (canonical: string, from = "title", to = "Head") => {
  const routine = { name: "f", arguments: [], language: "sql", standardBody: { canonical } };
  return followColumnInBody(routine, { table: { name: "tasks" }, from, to }).standardBody?.canonical;
};

describe("a body that the server has parsed, once a column that it reads is called otherwise", () => {
  it.each([
    [
      "SELECT count(t.title) AS title, f(t.id, t.title) FROM tasks t WHERE t.title > n.title(1)",
      'SELECT count(t."Head") AS title, f(t.id, t."Head") FROM tasks t WHERE t."Head" > n.title(1)',
    ],
    [
      "SELECT o.title, tasks.id FROM (tasks JOIN other o ON ((o.id = (tasks.title)::integer)))",
      'SELECT o.title, tasks.id FROM (tasks JOIN other o ON ((o.id = (tasks."Head")::integer)))',
    ],
    [
      "RETURN (SELECT tasks.title FROM tasks LIMIT 1)",
      'RETURN (SELECT tasks."Head" AS title FROM tasks LIMIT 1)',
    ],
  ])("has its new name: %s", (before, after) => {
    expect(followed(before)).toBe(after);
  });

  it("gives results their old names, and leads back", () => {
    const before =
      "BEGIN ATOMIC\n SELECT DISTINCT tasks.id,\n    tasks.title,\n    tasks.title\n   FROM tasks;\nEND";
    const after = before.replaceAll("tasks.title", 'tasks."Head" AS title');
    expect(followed(before)).toBe(after);
    expect(followed(after, "Head", "title")).toBe(before);
  });

  it.each([
    "INSERT INTO tasks (id, title) VALUES (1, 'x')",
    "UPDATE tasks SET title = 'x'",
    "SELECT (x).title FROM f(tasks.*) x(x)",
    "SELECT s.title FROM (SELECT tasks.title FROM tasks) s",
    "SELECT t.title FROM tasks t UNION SELECT t.title FROM other t",
  ])("stays where it is not sure: %s", (body) => {
    expect(followed(body)).toBe(body);
  });
});
