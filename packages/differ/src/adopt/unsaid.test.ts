import { describe, expect, it } from "@jest/globals";
import {
  type Column,
  emptySchema,
  emptyTable,
  type Exclusion,
  type ForeignKey,
  type Index,
  type Schema,
  type Sequence,
  type Table,
  type Unsaid,
} from "@limbeck/model";
import { describe as inWords } from "@limbeck/operations";

import { adopt } from "./adopt.ts";
import { diff } from "../diff.ts";

const column = (name: string): Column => ({ name, type: { canonical: "integer" }, nullable: true });
const exclusion: Exclusion = { name: "x", elements: [{ kind: "column", column: "a", operator: "=" }] };

function schema(
  columns: readonly string[],
  exclusions: readonly Exclusion[],
  unsaid: readonly Unsaid[] = [],
): Schema {
  const table = { ...emptyTable({ name: "t" }), columns: columns.map(column), exclusions };
  return { ...emptySchema("postgres"), tables: [table], unsaid };
}

const words = (before: Schema, after: Schema): readonly string[] => diff(before, after).map(inWords);

it("drops what the target does not have", () => {
  expect(words(schema(["a"], [exclusion]), schema(["a"], []))).toEqual([
    "exclusion constraint x on t: removed",
  ]);
});

it("leaves alone what the target does not speak of", () => {
  expect(words(schema(["a"], [exclusion]), schema(["a"], [], ["exclusions"]))).toEqual([]);
});

it("drops what stands on a column that goes, so that the way back makes it again", () => {
  expect(words(schema(["a", "b"], [exclusion]), schema(["b"], [], ["exclusions"]))).toEqual([
    "exclusion constraint x on t: removed",
    "column t.a: removed",
  ]);
});

const check = { name: "c", expression: { written: "a > 0" } };
const foreignKey: ForeignKey = {
  name: "t_a_fkey",
  derivedName: true,
  columns: ["a"],
  references: { table: { name: "t" }, columns: ["b"] },
};

function withMembers(members: Partial<Table>, unsaid: readonly Unsaid[] = []): Schema {
  const base = schema(["a", "b"], [], unsaid);
  return { ...base, tables: base.tables.map((table) => ({ ...table, ...members })) };
}

describe("options of constraints and indexes", () => {
  const before = withMembers({
    primaryKey: { name: "p", columns: ["b"], include: ["a"], deferrable: "immediate" },
    checks: [{ ...check, notValid: true, noInherit: true }],
    foreignKeys: [{ ...foreignKey, name: "f", match: "full", deferrable: "deferred", notValid: true }],
    indexes: [index({ include: ["b"], nullsNotDistinct: true })],
  });
  const plain: Partial<Table> = {
    primaryKey: { name: "p", columns: ["b"] },
    checks: [check],
    foreignKeys: [foreignKey],
    indexes: [index({})],
  };

  it("are left alone where the target does not speak of them, whatever an unnamed constraint is called", () => {
    expect(words(before, withMembers(plain, ["constraintOptions"]))).toEqual([]);
  });

  it("are taken away where it does", () => {
    expect(words(before, withMembers(plain))).toHaveLength(8);
  });

  it("do not keep a column that goes", () => {
    const after = withMembers(
      { ...plain, columns: [column("b")], checks: [], foreignKeys: [], indexes: [] },
      ["constraintOptions"],
    );
    expect(words(before, after)).toEqual(
      expect.arrayContaining(["primary key p on t: removed", "primary key p on t: added"]),
    );
  });
});

function index(options: Partial<Index>): Index {
  return { name: "i", unique: true, elements: [{ kind: "column", column: "a" }], ...options };
}

const settled: Column = { ...column("a"), type: { canonical: "text" }, storage: "external", statistics: 10 };
const retyped: Column = { ...column("a"), type: { canonical: "character varying" } };

describe("settings of columns", () => {
  const bare = { columns: [{ ...column("a"), type: { canonical: "text" } }] };

  it("stay where the target does not speak of them, each kind for itself", () => {
    expect(words(withMembers({ columns: [settled] }), withMembers(bare, ["columnStorage"]))).toEqual([
      "column t.a: statistics by default",
    ]);
    expect(
      words(withMembers({ columns: [settled] }), withMembers(bare, ["columnStorage", "statistics"])),
    ).toEqual([]);
  });

  it("go where it does", () => {
    expect(words(withMembers({ columns: [settled] }), withMembers(bare))).toEqual([
      "column t.a: storage by default, statistics by default",
    ]);
  });

  it("of storage go with the type that had them, the others stay", () => {
    const after = withMembers({ columns: [retyped] }, ["columnStorage", "statistics"]);
    const [change] = diff(withMembers({ columns: [settled] }), after);
    expect(change).toMatchObject({ changes: { storage: { from: "external", to: null } } });
    expect(change).not.toHaveProperty("changes.statistics");
  });

  it("are said again behind a new type, which would take them away", () => {
    const after = withMembers({ columns: [{ ...retyped, storage: "external", statistics: 10 }] });
    const [change] = diff(withMembers({ columns: [settled] }), after);
    expect(change).toMatchObject({ changes: { storage: { from: "external", to: "external" } } });
  });
});

describe("settings of tables", () => {
  const kept: Partial<Table> = { unlogged: true, with: { autovacuum_enabled: "off", fillfactor: "70" } };

  it("stay where the target does not speak of them", () => {
    const after = withMembers({}, ["storageParameters", "unlogged"]);
    expect(words(withMembers(kept), after)).toEqual([]);
    expect(words(withMembers(kept), withMembers({}, ["unlogged"]))).toEqual([
      "table t: storage parameters changed",
    ]);
  });

  it("go where it does", () => {
    expect(words(withMembers(kept), withMembers({}))).toEqual([
      "table t: logged, storage parameters changed",
    ]);
  });

  it("are the same in other words", () => {
    const after = { ...kept, with: { fillfactor: "70.0", autovacuum_enabled: "false" } };
    expect(words(withMembers(kept), withMembers(after))).toEqual([]);
    expect(words(withMembers(kept), withMembers({ ...after, with: { fillfactor: "71" } }))).not.toEqual([]);
  });
});

describe("options of sequences", () => {
  const sequence = { name: "n", type: "integer" as const, options: {}, unlogged: true as const };
  const owned = { ...sequence, ownedBy: { table: { name: "t" }, column: "a" } };
  const bare = { name: "n", options: {} };
  const of = (one: Sequence, unsaid: readonly Unsaid[] = []): Schema => ({
    ...schema(["a"], [], unsaid),
    sequences: [one],
  });

  it("stay where the target does not speak of them", () => {
    expect(words(of(owned), of(bare, ["sequenceOptions", "unlogged"]))).toEqual([]);
    expect(words(of(sequence), of(bare, ["sequenceOptions"]))).toEqual(["sequence n: options changed"]);
  });

  it("go where it does, and an owner that goes is none", () => {
    expect(words(of(sequence), of(bare))).toEqual(["sequence n: options changed"]);
    const gone: Schema = { ...of(bare, ["sequenceOptions", "unlogged"]), tables: [] };
    expect(words(of(owned), gone)).toEqual(["sequence n: owned by no column", "table t: removed"]);
  });
});

it("keeps what only limbeck/sqlite can say where the models say none of it", () => {
  const key = { name: "p", columns: ["a"] };
  const says: Partial<Table> = {
    strict: true,
    withoutRowid: true,
    columns: [{ ...column("a"), collation: "NOCASE", notNullOnConflict: "replace" }],
    primaryKey: { ...key, descending: ["a"], onConflict: "fail" },
  };
  const before = withMembers(says);
  const plain: Partial<Table> = { columns: [column("a")], primaryKey: key };
  const after = withMembers(plain, ["collations", "tableOptions", "constraintOptions"]);
  expect(adopt(before, after, { comments: true }).tables).toEqual(before.tables);
});

describe("uses of indexes", () => {
  const key = { name: "t_key", columns: ["a"] };
  const used = { replicaIdentity: { index: "t_key" }, clusterOn: "t_key" } as const;
  const unsaid = ["replicaIdentity", "clusterOn"] as const;

  it("stay where the target does not speak of them, whatever the index is called there", () => {
    const after = withMembers({ uniques: [{ ...key, name: "other", derivedName: true }] }, unsaid);
    expect(words(withMembers({ uniques: [key], ...used }), after)).toEqual([]);
  });

  it("go where it does", () => {
    expect(words(withMembers({ uniques: [key], ...used }), withMembers({ uniques: [key] }))).toEqual([
      "replica identity of table t: by default",
      "order of table t: by default",
    ]);
  });

  it("go with their index", () => {
    expect(words(withMembers({ uniques: [key], ...used }), withMembers({}, unsaid))).toEqual([
      "replica identity of table t: by default",
      "order of table t: by default",
      "unique constraint t_key on t: removed",
    ]);
  });

  it("follow an index to its new name, and name an unnamed one as the start does", () => {
    const renamed = { uniques: [{ ...key, name: "new" }], clusterOn: "new" };
    expect(words(withMembers({ uniques: [key], clusterOn: "t_key" }), withMembers(renamed))).toEqual([
      "constraint t_key on t: renamed to new",
    ]);
    const unnamed = { uniques: [{ ...key, name: "new", derivedName: true as const }], clusterOn: "new" };
    expect(words(withMembers({ uniques: [key], clusterOn: "t_key" }), withMembers(unnamed))).toEqual([]);
  });

  it("of an inherited index begin again where the table above makes one anew", () => {
    const side = (columns: readonly string[]): Schema => ({
      ...emptySchema("postgres"),
      tables: [
        {
          ...emptyTable({ name: "t" }),
          partitionBy: { strategy: "list", elements: [{ kind: "column", column: "a" }] },
          columns: ["a", "b"].map(column),
          indexes: [
            { name: "i", unique: true, elements: columns.map((name) => ({ kind: "column", column: name })) },
          ],
        },
        {
          ...emptyTable({ name: "p" }),
          partitionOf: { table: { name: "t" }, bound: { kind: "default" } },
          replicaIdentity: { index: "p_a_idx" },
        },
      ],
    });
    expect(words(side(["a"]), side(["a", "b"]))).toEqual([
      "replica identity of table p: by default",
      "index i on t: removed",
      "index i on t: added",
      "replica identity of table p: index p_a_idx",
    ]);
  });
});
