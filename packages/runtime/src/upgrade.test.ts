import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { connect, type Connection, fromClient } from "@limbeck/database";
import {
  catalogWitness,
  freshDatabase,
  postgresMajors,
  scratchPglite,
  type WitnessClient,
} from "@limbeck/testkit";
import {
  current,
  downgrade,
  readHistory,
  readRows,
  type RuntimeEvent,
  stamp,
  upgrade,
  versionTable,
} from "./index.ts";
import { tasks } from "./testing/project.ts";

interface Place {
  readonly connection: Connection;
  readonly client: WitnessClient;
  readonly close: () => Promise<void>;
}

const places: readonly (readonly [string, () => Promise<Place>])[] = [
  ...postgresMajors().map((major) => [`PostgreSQL ${major}`, () => onServer(major)] as const),
  ["PGlite", onPglite],
];

async function onServer(major: number): Promise<Place> {
  const database = await freshDatabase({ major });
  const connection = await connect(database.url);
  const close = async () => {
    await connection.close();
    await database.drop();
  };
  return { connection, client: await database.client(), close };
}

async function onPglite(): Promise<Place> {
  const scratch = await scratchPglite();
  return {
    connection: await fromClient(scratch.pglite),
    client: scratch.client,
    close: () => scratch.close(),
  };
}

describe.each(places)("a linear history on %s", (_, open) => {
  let place: Place;
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  const witness = () =>
    catalogWitness(place.client, {
      withoutTables: ["limbeck_version", "limbeck_history", "limbeck_history_id_seq"],
    });

  it("goes up, down and up again, and leaves no trace", async () => {
    const { connection } = place;
    const input = { connection, ...tasks };
    const empty = await witness();
    expect(await current(input)).toEqual({ rows: [], unknown: [], atHeads: false });

    const up = await upgrade({ ...input, target: "head" });
    expect(up.steps.map(({ revision }) => revision)).toEqual(["a", "b", "c"]);
    expect(up).toMatchObject({ before: [], rows: ["c"], skipped: [] });
    const full = await witness();
    expect(full).not.toEqual(empty);
    expect(await current(input)).toEqual({ rows: ["c"], unknown: [], atHeads: true });

    expect((await downgrade({ ...input, target: "-1" })).rows).toEqual(["b"]);
    expect((await downgrade({ ...input, target: "base" })).rows).toEqual([]);
    expect(await witness()).toEqual(empty);

    expect((await upgrade({ ...input, target: "+1" })).rows).toEqual(["a"]);
    expect((await upgrade({ ...input, target: "head" })).rows).toEqual(["c"]);
    expect(await witness()).toEqual(full);
    expect(await readRows(connection, versionTable())).toEqual(["c"]);
  });

  it("keeps a history of every step", async () => {
    const rows = await readHistory(place.connection, versionTable());
    expect(rows.map(({ revision, direction }) => `${direction} ${revision}`).reverse()).toEqual([
      "upgrade a",
      "upgrade b",
      "upgrade c",
      "downgrade c",
      "downgrade b",
      "downgrade a",
      "upgrade a",
      "upgrade b",
      "upgrade c",
    ]);
    expect(rows[0]).toMatchObject({ message: "comment", checksum: "checksum of c", outcome: "done" });
  });

  it("stamps without running anything", async () => {
    const input = { connection: place.connection, ...tasks };
    const before = await witness();
    expect((await stamp({ ...input, target: "a" })).rows).toEqual(["a"]);
    expect((await stamp({ ...input, target: "head" })).rows).toEqual(["c"]);
    expect(await witness()).toEqual(before);
    const [row] = await readHistory(place.connection, versionTable(), { limit: 1 });
    expect(row).toMatchObject({ revision: "c", direction: "stamp", outcome: "done" });
  });

  it("tells what happens", async () => {
    const input = { connection: place.connection, ...tasks };
    const events: RuntimeEvent[] = [];
    await downgrade({ ...input, target: "-1", options: { report: (event) => events.push(event) } });
    expect(events.map(({ kind }) => kind)).toEqual([
      "lockTaken",
      "stepStarted",
      "statementDone",
      "stepFinished",
    ]);
    expect(events[1]).toMatchObject({
      revision: "c",
      direction: "downgrade",
      message: "comment",
      number: 1,
      total: 1,
    });
  });
});
