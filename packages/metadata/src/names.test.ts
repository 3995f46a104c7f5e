import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { type ColumnName, numberedName, serverName } from "./names.ts";
import { names045 } from "./names045.ts";
import { names1 } from "./names1.ts";

const column = (written: string, cased = written): ColumnName => ({ written, cased, stored: cased });

describe("the server's own names", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  const NAMES = [
    "t",
    "t".repeat(31),
    "t".repeat(58),
    "t".repeat(63),
    "ä".repeat(20),
    "ä".repeat(31),
    "🙂".repeat(15),
  ];
  it.each(NAMES.flatMap((table) => NAMES.map((name): [string, string] => [table, name])))(
    "are found for table %s and column %s",
    async (table, name) => {
      const client = await database.client();
      await client
        .query(
          `create schema s; create table s."${table}" ("${name}" serial unique, primary key ("${name}", "${name}2"), "${name}2" int)`,
        )
        .catch(async () =>
          client.query(
            `create schema s; create table s."${table}" ("${name}" serial unique, p int primary key)`,
          ),
        );
      const { rows } = await client.query<{ name: string }>(
        `select conname::text as name from pg_constraint where connamespace = 's'::regnamespace and contype in ('p', 'u')
         union all select relname from pg_class where relnamespace = 's'::regnamespace and relkind = 'S'`,
      );
      await client.query("drop schema s cascade");
      const expected = [
        serverName(table, undefined, "pkey"),
        serverName(table, name, "key"),
        serverName(table, name, "seq"),
      ];
      expect(rows.map((row) => row.name).sort()).toEqual([...expected].sort());
    },
  );
});

describe("numbered names", () => {
  it("stay within 63 bytes and keep whole characters", () => {
    expect(numberedName("short", 1)).toBe("short1");
    expect(numberedName("x".repeat(63), 12)).toBe(`${"x".repeat(61)}12`);
    expect(numberedName("ä".repeat(31), 1)).toBe(`${"ä".repeat(31)}1`);
    expect(numberedName(`x${"ä".repeat(31)}`, 1)).toBe(`x${"ä".repeat(30)}1`);
  });
});

// What the real drizzle-kit 0.31 does with whole models is in drizzleKit.test.ts.
describe("the names of drizzle-kit 0.31", () => {
  it("case the first occurrence of a column's name, wherever it stands and whoever chose it", () => {
    const columns = [column("userId", "user_id")];
    expect(names045.primaryKey("userIds", columns)).toBe("user_ids_userId_pk");
    expect(names045.chosen("of_userId", columns)).toBe("of_user_id");
    expect(names045.columnUnique("t", column("userId", "user_id"))).toBe("t_userId_unique");
  });
});

// Measured with drizzle-kit 1.0.0-rc.5 on fixtures/models/everything.
describe("the names of drizzle-kit 1.0", () => {
  it("follow the server, but for unique() of a table and for indexes", () => {
    expect(names1.primaryKey("camelTbl", [column("a"), column("b")])).toBe("camelTbl_pkey");
    expect(names1.columnUnique("countries", column("name"))).toBe("countries_name_key");
    expect(names1.unique("t", [column("a"), column("b")])).toBe("t_a_b_unique");
    expect(names1.index("orders", ["customerId", "status"])).toBe("orders_customerId_status_index");
    expect(names1.chosen("of_userId", [column("userId", "user_id")])).toBe("of_userId");
  });

  it("hash the name of a foreign key that is too long", () => {
    expect(
      names1.foreignKey({
        table: "refers_to_a_table_with_a_very_long_name",
        columns: [column("target")],
        foreignTable: "a_table_with_a_name_that_goes_on_and_on_until_the_server_has_had_enough_of_it",
        foreignColumns: [column("an_identifier_whose_name_is_longer_than_the_sixty_three_bytes_allowed")],
      }),
    ).toBe("refers_to_a_table_with_a_very_long_name_MbN4bAFTpS4t_fkey");
  });
});
