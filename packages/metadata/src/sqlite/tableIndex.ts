import { type Index, type IndexElement } from "@limbeck/model";
import { type NamedColumn } from "../drizzle/columnShape.ts";
import { type DrizzleIndex } from "../drizzle/constraintShape.ts";
import { type ModelTable } from "../modelTable.ts";
import { readIndexSql } from "./indexSql.ts";
import { type SqliteReading } from "./reading.ts";

export function readIndexes({ parts, extra }: ModelTable, reading: SqliteReading): readonly Index[] {
  const columns = new Set(parts.columns.map(reading.columnName));
  return extra.indexes.map(({ built }) => readIndex(built, parts.name, columns, reading));
}

function readIndex(
  { config }: DrizzleIndex,
  table: string,
  columns: ReadonlySet<string>,
  reading: SqliteReading,
): Index {
  const { name, unique, where } = config;
  const elements = config.columns.flatMap((element) => readElement(element, columns, reading));
  return {
    ...(name === undefined ? derived(table, elements) : { name }),
    unique: unique === true,
    elements,
    ...(where === undefined ? {} : { where: { written: reading.render(where) } }),
  };
}

function derived(table: string, elements: readonly IndexElement[]): Pick<Index, "name" | "derivedName"> {
  const parts = elements.map((element) => (element.kind === "column" ? element.column : "expr"));
  return { name: [table, ...parts, "index"].join("_"), derivedName: true };
}

function readElement(
  element: unknown,
  columns: ReadonlySet<string>,
  { drizzle: { is, SQL }, render, columnName }: SqliteReading,
): readonly IndexElement[] {
  if (is(element, SQL)) return readIndexSql(render(element), columns);
  return isNamed(element) ? [{ kind: "column", column: columnName(element) }] : [];
}

function isNamed(element: unknown): element is NamedColumn {
  return typeof element === "object" && element !== null && "name" in element && "keyAsName" in element;
}
