import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { type Schema, spelling, type Table } from "@limbeck/model";
import { readModels } from "../readModels.ts";
import { drizzleKitSql } from "../testing/drizzleKit.ts";
import {
  drizzleOf,
  INSTALLED,
  type Installed,
  loadModels,
  MODELS,
  requireOf,
  SQLITE,
} from "../testing/models.ts";

/** Functions of sqlite-core that do not declare anything. */
const NO_BUILDERS =
  "alias except intersect union unionAll withReplicas extractUsedTable getTableConfig getViewConfig uniqueKeyName " +
  // 1.0
  "booleanFromInteger bufferFromBinary bufferFromBinaryIfAvailable bufferFromBytes bufferFromBytesIfAvailable " +
  "bufferFromHex bytesFromUtf8 castToHex castToText dateFromMilliseconds dateFromSeconds dateFromStoredMilliseconds " +
  "dateFromStoredSeconds genericSQLiteCodecs migrateAsync migrateSync refineSqliteCodecs resolveSQLiteTypeAlias " +
  "resolveUnionType sqliteTableBase sqliteTableWithCasing sqliteViewWithCasing unionsTypeTable";

const filesOf = (installed: Installed): readonly string[] => [...SQLITE.shared, ...SQLITE[installed]];

function read(installed: Installed, files = filesOf(installed)): ReturnType<typeof readModels> {
  const modules = loadModels(files, installed);
  return readModels(modules, { drizzle: drizzleOf(installed), dialect: "sqlite" });
}

describe.each(INSTALLED)("fixtures/models/sqlite with %s", (installed) => {
  const exported = exportsOf(installed);

  it("uses every builder of sqlite-core", () => {
    const others = new Set(NO_BUILDERS.split(" "));
    const builders = Object.keys(exported).filter((name) => /^[a-z]/.test(name) && !others.has(name));
    const text = filesOf(installed)
      .map((file) => readFileSync(join(MODELS, file), "utf8"))
      .join("\n");
    expect(builders.filter((name) => new RegExp(`\\b${name}(\\(|\\.table\\(|<)`).test(text))).toEqual(
      builders,
    );
    expect(builders.length).toBeGreaterThan(16);
  });

  it("has a column of every class", () => {
    const found = new Set(
      loadModels(filesOf(installed), installed).flatMap(({ exports }) =>
        Object.values(exports).flatMap((table) => columnTypes(table)),
      ),
    );
    const classes = Object.keys(exported).filter((name) => isColumnClass(exported, name));
    expect(classes.filter((name) => !found.has(name))).toEqual([]);
    expect(classes.length).toBeGreaterThan(12);
  });

  it("is read whole", () => {
    const { counts, warnings, manages, existingViews } = read(installed);
    const one = installed === "drizzle-orm" ? 0 : 1;
    expect(counts).toEqual({
      modules: 4 + one,
      namespaces: 0,
      enums: 0,
      sequences: 0,
      tables: 9 + 2 * one,
      views: 2,
    });
    expect(warnings).toEqual([]);
    expect(manages).toEqual(
      new Set(["constraintOptions", "tableOptions", "collations", "views", "triggers"]),
    );
    expect(existingViews).toEqual(new Set(['["theirs"]']));
  });

  it("is read the same however the files are ordered", () => {
    const files = filesOf(installed);
    expect(read(installed, [...files].reverse()).schema).toEqual(read(installed, files).schema);
  });
});

it("reads the two majors of Drizzle alike, but for names of keys and parentheses", () => {
  const [old, current] = INSTALLED.map((installed) => comparable(read(installed, SQLITE.shared).schema));
  expect(current).toEqual(old);
});

it("lists every file", () => {
  const files = readdirSync(join(MODELS, "sqlite")).filter((file) => file.endsWith(".ts"));
  expect(files.map((file) => `sqlite/${file}`).sort()).toEqual([...SQLITE.shared].sort());
});

/** `sqlite3` is the witness: it makes what drizzle-kit wrote, and its pragmas say what that is. */
describe.each([undefined, "snake_case", "camelCase"] as const)(
  "a database made by drizzle-kit with casing %s",
  (casing) => {
    const files = ["sqlite/columns.ts", "sqlite/shop.ts"];
    const made = drizzleKitSql(files, casing, "sqlite").join("\n");
    const drizzle = drizzleOf("drizzle-orm");
    const { schema } = readModels(loadModels(files, "drizzle-orm"), {
      drizzle,
      dialect: "sqlite",
      ...(casing === undefined ? {} : { casing }),
    });
    const ask = (query: string): readonly string[] => sqlite3(`${made}\n${query}`).sort();

    it("has the columns that are read, with their types and NOT NULL", () => {
      const lines = schema.tables.flatMap(({ name, columns }) =>
        columns.map((column) =>
          [name, column.name, column.type.canonical ?? "", column.nullable ? 0 : 1].join("|"),
        ),
      );
      expect(ask(COLUMNS)).toEqual(lines.sort());
    });

    it("has the defaults that are read", () => {
      const lines = schema.tables.flatMap((table) =>
        table.columns.flatMap((column) => defaultLine(table, column)),
      );
      expect(lines.length).toBeGreaterThan(10);
      expect(ask(DEFAULTS)).toEqual(lines.sort());
    });

    it("has the indexes under the names that are read", () => {
      const lines = schema.tables.flatMap(({ name, indexes }) =>
        indexes.map((index) =>
          [
            name,
            index.name,
            index.unique ? 1 : 0,
            index.where === undefined ? 0 : 1,
            index.elements.length,
          ].join("|"),
        ),
      );
      expect(lines.length).toBe(8);
      expect(ask(INDEXES)).toEqual(lines.sort());
    });

    it("has the foreign keys and primary keys that are read", () => {
      const keys = schema.tables.flatMap(({ name, foreignKeys }) =>
        foreignKeys.flatMap(({ columns, references, onDelete = "no action", onUpdate = "no action" }) =>
          columns.map((column, at) =>
            [name, column, references.table.name, references.columns[at], onDelete, onUpdate].join("|"),
          ),
        ),
      );
      expect(ask(FOREIGN_KEYS)).toEqual(keys.sort());
      const primary = schema.tables.flatMap(({ name, primaryKey }) =>
        (primaryKey?.columns ?? []).map((column, at) => [name, column, at + 1].join("|")),
      );
      expect(ask(PRIMARY_KEYS)).toEqual(primary.sort());
    });
  },
);

const TABLES = "sqlite_schema s JOIN";
const OWN = "s.type = 'table' AND s.name NOT LIKE 'sqlite_%'";
const COLUMNS = `SELECT s.name, c.name, replace(lower(c.type), ', ', ','), c."notnull" OR (c.pk AND lower(c.type) = 'integer' AND (SELECT max(pk) FROM pragma_table_xinfo(s.name)) = 1)
  FROM ${TABLES} pragma_table_xinfo(s.name) c WHERE ${OWN};`;
const DEFAULTS = `SELECT s.name, c.name, c.dflt_value FROM ${TABLES} pragma_table_xinfo(s.name) c WHERE ${OWN} AND c.dflt_value IS NOT NULL AND c.dflt_value <> 'null';`;
const INDEXES = `SELECT s.name, i.name, i."unique", i.partial, (SELECT count(*) FROM pragma_index_info(i.name)) FROM ${TABLES} pragma_index_list(s.name) i WHERE ${OWN} AND i.origin = 'c';`;
const FOREIGN_KEYS = `SELECT s.name, f."from", f."table", f."to", lower(f.on_delete), lower(f.on_update) FROM ${TABLES} pragma_foreign_key_list(s.name) f WHERE ${OWN};`;
const PRIMARY_KEYS = `SELECT s.name, c.name, c.pk FROM ${TABLES} pragma_table_xinfo(s.name) c WHERE ${OWN} AND c.pk > 0;`;

function sqlite3(sql: string): string[] {
  const { stdout, stderr, status } = spawnSync("sqlite3", ["-bail", ":memory:"], {
    input: sql,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.split("\n").filter((line) => line !== "");
}

function defaultLine(table: Table, { name, default: value }: Table["columns"][number]): readonly string[] {
  if (value === undefined || value.kind === "serial") return [];
  const text =
    value.kind === "expression"
      ? spelling(value)
      : typeof value.value === "string"
        ? `'${value.value.replaceAll("'", "''")}'`
        : String(value.value);
  return [[table.name, name, text].join("|")];
}

function exportsOf(installed: Installed): Readonly<Record<string, unknown>> {
  const module = requireOf(installed)("drizzle-orm/sqlite-core");
  return typeof module === "object" && module !== null ? Object.fromEntries(Object.entries(module)) : {};
}

function columnTypes(table: unknown): readonly string[] {
  if (typeof table !== "object" || table === null || !(Symbol.for("drizzle:IsDrizzleTable") in table))
    return [];
  return Object.values(table).flatMap((column: unknown) =>
    typeof column === "object" && column !== null && "columnType" in column
      ? [String(column.columnType)]
      : [],
  );
}

/** But for those that others are made of. */
function isColumnClass(exported: Readonly<Record<string, unknown>>, name: string): boolean {
  const [base, member] = [exported["SQLiteColumn"], exported[name]];
  const isColumn =
    typeof base === "function" && typeof member === "function" && member.prototype instanceof base;
  return isColumn && name !== "SQLiteBaseInteger";
}

/** Also without the parentheses that 1.0 puts around the parts of some expressions. */
function comparable(schema: Schema): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === "written") return String(value).replace(/[()]/g, "");
    return key === "derivedName" ? undefined : value;
  });
}
