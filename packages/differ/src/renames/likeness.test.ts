import { describe, expect, it } from "@jest/globals";
import { emptySchema, type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { renameCandidates } from "./candidates.ts";
import { decideRenames, type Questioner } from "./decide.ts";
import { renameText } from "./renameWords.ts";
import { withRenames } from "./together.ts";

const schema = (parts: Partial<Schema>): Schema => ({ ...emptySchema("postgres"), ...parts });
const said = (before: Partial<Schema>, after: Partial<Schema>): readonly string[] =>
  renameCandidates(schema(before), schema(after)).map(({ rename }) => `${rename.kind} ${renameText(rename)}`);

const text = { written: "text" };
const query = { canonical: "SELECT tasks.id, tasks.title FROM tasks WHERE NOT tasks.done" };
const other = { written: "select 1 as one" };

describe("what may have another name now", () => {
  it("is a domain of the same type, and a composite type with the same attributes", () => {
    const before = {
      domains: [{ name: "email", type: text, checks: [] }],
      composites: [{ name: "address", attributes: [{ name: "street", type: text }] }],
    };
    const after = {
      domains: [
        { name: "email_address", type: text, checks: [] },
        { name: "count", type: { written: "integer" }, checks: [] },
      ],
      composites: [{ name: "place", attributes: [{ name: "street", type: text }] }],
    };
    expect(said(before, after)).toEqual(["composite address:place", "domain email:email_address"]);
  });

  it("is an attribute of the same type at the same place", () => {
    const composite = (name: string) => ({
      composites: [{ name: "address", attributes: [{ name, type: text }] }],
    });
    expect(said(composite("zip"), composite("zipcode"))).toEqual(["attribute address.zip:zipcode"]);
  });

  it("is a view of the same words, materialized or not", () => {
    const written = { written: "select id, title from tasks where not done" };
    const views = [
      { name: "open_tasks", query },
      { name: "rows", materialized: true as const, query },
    ];
    const now = [
      { schema: "reports", name: "open_tasks", query: written },
      { name: "stored", materialized: true as const, query: written },
      { name: "others", query: other },
    ];
    expect(said({ views }, { views: now })).toEqual([
      "view open_tasks:reports.open_tasks",
      "materializedView rows:stored",
    ]);
  });

  it("is a function that takes the same", () => {
    const routine = (name: string, type: string) => ({
      name,
      arguments: [{ type: { written: type } }],
      returns: text,
      language: "sql",
      body: "SELECT upper($1)",
    });
    const after = { functions: [routine("loud", "text"), routine("louder", "integer")] };
    expect(said({ functions: [routine("shout", "text")] }, after)).toEqual(["function shout:loud"]);
  });
});

it("a view that is renamed only to go then is dropped under its first name, and nobody renames it", async () => {
  const always: Questioner = ({ possible }) => Promise.resolve(possible.map(({ rename }) => rename));
  const before = schema({ views: [{ name: "v", query }] });
  const after = schema({
    namespaces: [{ name: "s" }],
    views: [{ schema: "s", name: "w", query: other }],
  });
  const { operations } = await decideRenames(before, after, always);
  expect(operations.map(({ kind }) => kind)).toEqual(["createSchema", "setViewSchema", "renameView"]);
  const view = { schema: "s", name: "w", query };
  const changes: readonly Operation[] = [
    { kind: "dropView", name: { schema: "s", name: "w" }, view, keepRights: true },
    { kind: "createView", view: { ...view, query: other }, keepRights: true },
  ];
  const together = withRenames(operations, changes, before);
  expect(together).toEqual([
    { kind: "dropView", name: { name: "v" }, view: { name: "v", query } },
    { kind: "createSchema", namespace: { name: "s" } },
    { kind: "createView", view: { ...view, query: other } },
  ]);
});
