import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { type Schema } from "@limbeck/model";
import { readModels } from "./readModels.ts";
import {
  drizzleOf,
  everything,
  EVERYTHING,
  INSTALLED,
  loadModels,
  MODELS,
  requireOf,
} from "./testing/models.ts";

/** Functions of pg-core that do not declare anything. */
const NO_BUILDERS = {
  "drizzle-orm":
    "except exceptAll intersect intersectAll union unionAll withReplicas " +
    "extractUsedTable getMaterializedViewConfig getTableConfig getViewConfig uniqueKeyName " +
    "isPgEnum isPgMaterializedView isPgSchema isPgSequence isPgView makePgArray parsePgArray parsePgNestedArray " +
    "pgEnumObjectWithSchema pgEnumWithSchema pgMaterializedViewWithSchema pgSequenceWithSchema pgTableWithSchema pgViewWithSchema",
  "drizzle-orm-v1":
    "arrayCompatCast arrayCompatNormalize arrayCompatNormalizeInput byteaFromPgHex castToText castToTextArr makeBoxArray " +
    "makeGeometryArray migrate parseGeometryArrayAndNormalize parseGeometryTuple parseGeometryXY parseLineABC " +
    "parseLineTuple parsePgArrayAndNormalize parsePgVector parsePointTuple parsePointXY pgMaterializedViewWithCasing " +
    "pgTableWithCasing pgViewWithCasing refineGenericPgCodecs resolvePgTypeAlias textToDate textToDateWithTz genericPgCodecs unionsTypeTable",
};

/** Classes of columns that no table has: the wrapper of 0.45, and what a callback sees. */
const NO_COLUMNS = ["ExtraConfigColumn", "PgArray", "PgColumn"];

describe.each(INSTALLED)("fixtures/models/everything with %s", (installed) => {
  const files = everything(installed);
  const exported = moduleOf(installed);

  it("uses every builder of pg-core", () => {
    const others = new Set(Object.values(NO_BUILDERS).join(" ").split(" "));
    const builders = Object.keys(exported).filter((name) => /^[a-z]/.test(name) && !others.has(name));
    const text = files.map((file) => readFileSync(join(MODELS, file), "utf8")).join("\n") + sharedText();
    const used = builders.filter((name) => new RegExp(`\\b${name}(\\(|\\.table\\(|<)`).test(text));
    expect(used).toEqual(builders);
    expect(builders.length).toBeGreaterThan(45);
  });

  it("has a column of every class", () => {
    const { drizzle, modules } = loaded(installed);
    const found = new Set<string>();
    for (const { exports } of modules)
      for (const table of Object.values(exports))
        if (drizzle.is(table, drizzle.pg.PgTable))
          for (const column of Object.values(table)) if (isColumnLike(column)) found.add(classOf(column));
    const classes = Object.keys(exported).filter(
      (name) => isColumnClass(exported, name) && !NO_COLUMNS.includes(name),
    );
    // PgLineTuple calls itself PgLine.
    const names = classes.map((name) => (name === "PgLineTuple" ? "PgLine" : name));
    expect(names.filter((name) => !found.has(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(40);
  });

  it("is read whole", () => {
    const { drizzle, modules } = loaded(installed);
    const { schema, counts, warnings, followed, manages, existing } = readModels(modules, { drizzle });
    expect(counts).toEqual(COUNTS[installed]);
    expect(warnings).toEqual([]);
    expect(followed).toEqual([{ name: "deeper" }, { schema: "hidden", name: "deepest" }]);
    expect(manages).toEqual(new Set(["comments", "views", "policies"]));
    expect(existing).toEqual(new Set(installed === "drizzle-orm" ? [] : ["auth"]));
    expect(schema.namespaces).toEqual([
      { name: "Laboratory" },
      { name: "archive" },
      { name: "clinic", comment: "The clinic upstairs" },
      { name: "hidden" },
    ]);
  });

  it("is read the same however the files are ordered, and again", () => {
    const { drizzle, modules } = loaded(installed);
    const read = (list: typeof modules): Schema => readModels(list, { drizzle }).schema;
    expect(read([...modules].reverse())).toEqual(read(modules));
  });

  it("is listed file by file", () => {
    const folder = readdirSync(join(MODELS, "everything")).filter((file) => file.endsWith(".ts"));
    const listed = new Set(INSTALLED.flatMap(everything));
    expect(folder.filter((file) => !listed.has(`everything/${file}`))).toEqual(["columns.ts"]);
  });
});

describe("the two majors of Drizzle", () => {
  it("are read alike from the same files, but for names that nobody chose and parentheses", () => {
    const shared = EVERYTHING.core["drizzle-orm-v1"].filter((file) => file.startsWith("everything/"));
    const [old, current] = INSTALLED.map((installed) => {
      const modules = loadModels([...shared, ...EVERYTHING.misspelt], installed);
      return comparable(readModels(modules, { drizzle: drizzleOf(installed) }).schema);
    });
    expect(current).toEqual(old);
  });
});

const COUNTS = {
  "drizzle-orm": { modules: 19, namespaces: 4, enums: 11, sequences: 5, tables: 79, views: 4 },
  "drizzle-orm-v1": { modules: 19, namespaces: 4, enums: 11, sequences: 5, tables: 85, views: 4 },
};

function moduleOf(installed: (typeof INSTALLED)[number]): Readonly<Record<string, unknown>> {
  const module = requireOf(installed)("drizzle-orm/pg-core");
  return typeof module === "object" && module !== null ? Object.fromEntries(Object.entries(module)) : {};
}

function sharedText(): string {
  return ["columns.ts", "enums.ts"]
    .map((file) => readFileSync(join(MODELS, "everything", file), "utf8"))
    .join("\n");
}

function loaded(installed: (typeof INSTALLED)[number]) {
  return { drizzle: drizzleOf(installed), modules: loadModels(everything(installed), installed) };
}

function isColumnLike(
  value: unknown,
): value is { readonly columnType: string; readonly baseColumn?: object } {
  return typeof value === "object" && value !== null && "columnType" in value;
}

function classOf(column: { readonly columnType: string; readonly baseColumn?: object }): string {
  const { baseColumn } = column;
  return isColumnLike(baseColumn) ? classOf(baseColumn) : column.columnType;
}

function isColumnClass(exported: Readonly<Record<string, unknown>>, name: string): boolean {
  const [base, member] = [exported["PgColumn"], exported[name]];
  return typeof base === "function" && typeof member === "function" && member.prototype instanceof base;
}

/** Also without the parentheses that 1.0 puts around the parts of and() and or(). */
function comparable(schema: Schema): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === "written") return String(value).replace(/[()]/g, "");
    return typeof value === "object" && value !== null && "derivedName" in value
      ? { ...value, name: "" }
      : value;
  });
}
