import { expect, it } from "@jest/globals";
import { foundName, isCatalogType } from "@limbeck/model";
import { onServers } from "../testing/connection.ts";

onServers((db) => {
  const namesOf = async (sql: string): Promise<readonly string[]> =>
    (await db().query<{ name: string }>(sql)).map(({ name }) => name);

  it("knows what the server calls its own routines", async () => {
    const names = await namesOf(
      "SELECT DISTINCT proname AS name FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND oid < 16384",
    );
    expect(names.length).toBeGreaterThan(2000);
    expect(names.filter((name) => foundName("routine", { name }).schema === undefined)).toEqual([]);
  });

  it("knows what the server calls its own types and relations", async () => {
    const types = await namesOf(
      "SELECT typname AS name FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND oid < 16384",
    );
    expect(types.length).toBeGreaterThan(200);
    expect(types.filter((name) => foundName("type", { name }).schema === undefined)).toEqual([]);
    expect(types.filter((name) => !/^_|^pg_/.test(name) && !isCatalogType(name))).toEqual([]);
    const relations = await namesOf(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace",
    );
    expect(relations.filter((name) => foundName("relation", { name }).schema === undefined)).toEqual([]);
  });

  it("knows what the server calls its own collations, but those of the C library", async () => {
    const names = await namesOf(
      "SELECT collname AS name FROM pg_collation WHERE collnamespace = 'pg_catalog'::regnamespace AND (oid < 12000 OR collprovider = 'i')",
    );
    expect(names.length).toBeGreaterThan(4);
    expect(names.filter((name) => foundName("collation", { name }).schema === undefined)).toEqual([]);
  });

  it("leaves other names alone", () => {
    expect(foundName("routine", { name: "total" })).toEqual({ name: "total" });
    expect(foundName("routine", { schema: "app", name: "round" })).toEqual({ schema: "app", name: "round" });
    expect(foundName("type", { name: "mood" })).toEqual({ name: "mood" });
    expect(foundName("relation", { name: "date" })).toEqual({ name: "date" });
    expect(foundName("collation", { name: "natural" })).toEqual({ name: "natural" });
  });
});
