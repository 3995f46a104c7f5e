import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { lostOn, said } from "../testing/lost.ts";

describe("what a downgrade loses of types and sequences", () => {
  let database: TestDatabase;
  let connection: Connection;
  beforeEach(async () => {
    database = await freshDatabase();
    connection = await connect(database.url);
  });
  afterEach(async () => {
    await connection.close();
    await database.drop();
  });

  const MOODS = [
    "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
    "CREATE TYPE unused AS ENUM ('a', 'b')",
    "CREATE TABLE people (now mood, before mood[], word text)",
    "INSERT INTO people VALUES ('sad', '{ok}', 'sad'), ('ok', '{ok,sad}', NULL), ('happy', NULL, NULL), ('ok', '{}', 'x')",
  ];

  it("is the rows that hold a value of an enum type that goes, and none where none holds it", async () => {
    const columns = [
      { table: "people", column: "now" },
      { table: "people", column: "before", array: true },
    ] as const;
    const losses = await lostOn(connection, MOODS, (op) => {
      op.replaceEnum("mood", {
        from: ["sad", "ok", "happy"],
        to: ["ok", "happy"],
        map: { sad: "ok" },
        columns,
      });
      op.replaceEnum("mood", {
        from: ["ok", "happy"],
        to: ["ok"],
        columns: [{ table: "people", column: "before" }],
      });
      op.replaceEnum("unused", { from: ["a", "b"], to: ["a"] });
    });
    expect(said(losses)).toEqual(["mood loses sad: rows that hold it get another value (2)"]);
  });

  it("is not counted where a value has another name before", async () => {
    const columns = [{ table: "people", column: "now" }] as const;
    const losses = await lostOn(connection, MOODS, (op) => {
      op.renameEnumValue("mood", "sad", "low");
      op.replaceEnum("mood", {
        from: ["low", "ok", "happy"],
        to: ["ok", "happy"],
        map: { low: "ok" },
        columns,
      });
    });
    expect(said(losses)).toEqual(["mood loses low: rows that hold it get another value (not counted)"]);
  });

  it("is the number that a sequence had reached, and nothing where it gave none", async () => {
    const sequences = [
      "CREATE SEQUENCE numbers",
      "SELECT setval('numbers', 1204)",
      "CREATE SEQUENCE fresh START 7",
      "CREATE SEQUENCE moved START 7",
      "SELECT setval('moved', 9, false)",
    ];
    const losses = await lostOn(connection, sequences, (op) => {
      op.renameSequence("numbers", "tickets");
      for (const name of ["tickets", "fresh", "moved"]) op.dropSequence(name);
    });
    expect(said(losses)).toEqual([
      "drops sequence tickets and the number it had reached (1,204)",
      "drops sequence moved and the number it had reached (9)",
    ]);
  });

  it("is the values of attributes, in all columns of the type", async () => {
    const types = [
      "CREATE TYPE size AS (width integer, height integer)",
      "CREATE TYPE hidden AS (a integer, b integer)",
      "CREATE TABLE boxes (outer_size size, inner_size size)",
      "INSERT INTO boxes VALUES (ROW(1, 2), ROW(3, NULL)), (ROW(1, 5), NULL)",
      "CREATE VIEW outsides AS SELECT outer_size FROM boxes",
      "CREATE TABLE lists (all_of_it hidden[])",
    ];
    const attribute = (name: string) => ({ name, type: "integer" });
    const losses = await lostOn(connection, types, (op) => {
      op.alterComposite("size", {
        from: { attributes: [attribute("width"), attribute("height")] },
        to: { attributes: [attribute("width")] },
      });
      op.alterComposite("hidden", {
        from: { attributes: [attribute("a"), attribute("b")] },
        to: { attributes: [attribute("a")] },
      });
    });
    expect(said(losses)).toEqual([
      "drops attribute height of composite type size and its values (2)",
      "drops attribute b of composite type hidden and its values (not counted)",
    ]);
  });
});
