import { describe, expect, it } from "@jest/globals";
import { emptySchema, emptyTable, type PartitionKey, type Schema, type Table } from "@limbeck/model";
import { describe as inWords } from "@limbeck/operations";

import { diff } from "../diff.ts";

const BY_ID: PartitionKey = { strategy: "list", elements: [{ kind: "column", column: "id" }] };

function table(name: string, more: Partial<Table> = {}): Table {
  const id = { name: "id", type: { canonical: "integer" }, nullable: true };
  return { ...emptyTable({ name }), columns: [id], ...more };
}

const schema = (...tables: readonly Table[]): Schema => ({ ...emptySchema("postgres"), tables });
const models = (...tables: readonly Table[]): Schema => ({ ...schema(...tables), unsaid: ["partitions"] });
const words = (before: Schema, after: Schema): readonly string[] => diff(before, after).map(inWords);

const events = table("events", { partitionBy: BY_ID });
const HASHED = table("events", { partitionBy: { ...BY_ID, strategy: "hash" } });

describe("makes a table anew", () => {
  const anew = ["table events: renamed to events_before", "table events: added"];
  const rows = ["table events_before: rows copied into events", "table events_before: removed"];

  it("that is to be divided, divided otherwise, or no longer", () => {
    const whole = schema(table("events"));
    expect(words(whole, schema(events))).toEqual([...anew, ...rows]);
    expect(words(schema(events), whole)).toEqual([...anew, ...rows]);
    expect(words(schema(events), models(HASHED))).toEqual([...anew, ...rows, ...anew, ...rows]);
  });

  it("where another type is to be that of a column of the key, which changes while it is in one piece", () => {
    const columns = events.columns.map((column) => ({ ...column, type: { canonical: "numeric" } }));
    expect(words(schema(events), schema({ ...events, columns }))).toEqual([
      ...anew,
      ...rows,
      "column events.id: type integer → numeric",
      ...anew,
      ...rows,
    ]);
  });

  it("under a name aside that nothing else has, not even a column", () => {
    const other = { name: "events_before", type: { canonical: "text" }, nullable: true };
    const whole = table("events", { columns: [...events.columns, other] });
    expect(words(schema(whole), schema({ ...whole, partitionBy: BY_ID }))[0]).toBe(
      "table events: renamed to events_before1",
    );
  });
});
