import {
  type Index,
  type IndexColumn,
  type IndexElement,
  type IndexOptions,
  truncateName,
} from "@limbeck/model";
import { said } from "./constraint.ts";
import { type DrizzleIndexedColumn } from "./drizzle/columnShape.ts";
import { type DrizzleIndex } from "./drizzle/constraintShape.ts";
import { type Built } from "./extraConfig.ts";
import { readIndexSql } from "./indexSql.ts";
import { type ModelTable } from "./modelTable.ts";
import { parameterTexts } from "./parameters.ts";
import { type Reading } from "./reading.ts";

export function readIndexes(table: ModelTable, reading: Reading): readonly Index[] {
  let names: ReadonlySet<string> | undefined;
  // Only SQL is looked through for them.
  const columns = () => (names ??= new Set(table.parts.columns.map((column) => reading.columnName(column))));
  return table.extra.indexes.map((index) => readIndex(index, table.parts.name, columns, reading));
}

/** `.concurrently()` says how to build the index, not what it is, and `.onOnly()` too. */
function readIndex(
  { built, options, ...comment }: Built<DrizzleIndex>,
  table: string,
  columns: () => ReadonlySet<string>,
  reading: Reading,
): Index {
  const { name, method, unique, with: storage, where } = built.config;
  const elements = built.config.columns.flatMap((element) => readElement(element, columns, reading));
  return {
    ...(name === undefined ? derived(table, elements, reading) : { name: truncateName(name) }),
    unique: unique === true,
    ...(method === undefined || method === "btree" ? {} : { method }),
    elements,
    ...said(options, ["include", "nullsNotDistinct"], reading),
    ...(storage === undefined ? {} : { with: parameterTexts(storage) }),
    ...(where === undefined ? {} : { where: { written: reading.render(where) } }),
    ...comment,
  };
}

function derived(
  table: string,
  elements: readonly IndexElement[],
  { adapter }: Reading,
): Pick<Index, "name" | "derivedName"> {
  // drizzle-kit wants a name for an index with an expression; the server would say "expr" for it.
  const parts = elements.map((element) => (element.kind === "column" ? element.column : "expr"));
  return { name: truncateName(adapter.names.index(table, parts)), derivedName: true };
}

function readElement(
  element: unknown,
  columns: () => ReadonlySet<string>,
  reading: Reading,
): readonly IndexElement[] {
  const { is, SQL, pg } = reading.drizzle;
  if (is(element, SQL)) return readIndexSql(reading.render(element), columns());
  return is(element, pg.IndexedColumn) ? [readColumn(element, reading)] : [];
}

function readColumn(column: DrizzleIndexedColumn, { columnName }: Reading): IndexColumn {
  const { order, nulls, opClass } = column.indexConfig ?? {};
  return { kind: "column", column: columnName(column), ...indexOptions(order, nulls, opClass) };
}

/**
 * The options without PostgreSQL's defaults: NULLS LAST when ascending, NULLS FIRST when descending. The trap: Drizzle's
 * `.desc()` alone carries `nulls: "last"`, which is not the server's default, and both drizzle-kits write it.
 */
export function indexOptions(
  order: "asc" | "desc" | undefined,
  nulls: "first" | "last" | undefined,
  operatorClass: string | undefined,
): IndexOptions {
  const descending = order === "desc";
  const usual = descending ? "first" : "last";
  return {
    ...(descending ? { order: "desc" } : {}),
    ...(nulls === undefined || nulls === usual ? {} : { nulls }),
    ...(operatorClass === undefined ? {} : { operatorClass }),
  };
}
