import { type Index, type IndexElement, truncateName, type View } from "@limbeck/model";
import { distinct } from "./distinct.ts";
import { type AnyColumn } from "./declarations/attach.ts";
import { type ViewColumn, type ViewIndexConfig, type ViewIndexElement } from "./declarations/viewIndex.ts";
import { type NamedColumn } from "./drizzle/columnShape.ts";
import { type DrizzleView, type DrizzleViewConfig } from "./drizzle/objectShape.ts";
import { columnOfAnotherTable, type Declared, indexesOfPlainView, viewIndexesFailed } from "./errors.ts";
import { factOn } from "./fact.ts";
import { sqlOf } from "./function.ts";
import { readIndexSql } from "./indexSql.ts";
import { parameterTexts } from "./parameters.ts";
import { type Reading } from "./reading.ts";
import { indexOptions } from "./tableIndex.ts";

/** A view for whose indexes a declaration answers. */
interface Site {
  readonly view: string;
  /** The names of its columns, as the database has them. */
  readonly columns: ReadonlySet<string>;
  readonly reading: Reading;
}

/**
 * The indexes that `viewIndexes()` of declarations/viewIndex.ts says that a view has; nothing where nobody says. Fails with
 * `indexes-of-plain-view`, `view-indexes-failed`, `column-of-another-table`, `name-clash`.
 */
export function readViewIndexes(
  view: DrizzleView,
  { name, selectedFields = {} }: DrizzleViewConfig,
  declared: Declared,
  reading: Reading,
): Pick<View, "indexes"> {
  const define = factOn(view, "viewIndexes");
  if (define === undefined) return {};
  if (!reading.drizzle.is(view, reading.drizzle.pg.PgMaterializedView))
    throw indexesOfPlainView(name, declared.file);
  const columns = Object.values(selectedFields).flatMap((field) => columnName(field, reading) ?? []);
  const site = { view: name, columns: new Set(columns), reading };
  const placed = configsOf(define, name, declared).map((config) => ({
    noun: readViewIndex(config, site),
    declared,
  }));
  return { indexes: distinct("index", placed).map(({ noun }) => noun) };
}

function configsOf(
  define: () => readonly ViewIndexConfig[],
  view: string,
  { file }: Declared,
): readonly ViewIndexConfig[] {
  try {
    return define();
  } catch (cause) {
    throw viewIndexesFailed(view, file, cause);
  }
}

function readViewIndex(config: ViewIndexConfig, site: Site): Index {
  const { name, method, unique, include, nullsNotDistinct, where, comment } = config;
  return {
    name: truncateName(name),
    unique: unique === true,
    ...(method === undefined || method === "btree" ? {} : { method }),
    elements: config.columns.flatMap((element) => readElement(element, site)),
    ...(include === undefined ? {} : { include: include.map((column) => nameIn(column, site)) }),
    ...(nullsNotDistinct === undefined ? {} : { nullsNotDistinct }),
    ...(config.with === undefined ? {} : { with: parameterTexts(config.with) }),
    ...(where === undefined ? {} : { where: { written: sqlOf(where, site.reading) } }),
    ...(comment === undefined ? {} : { comment }),
  };
}

function readElement(element: ViewIndexElement, site: Site): readonly IndexElement[] {
  const { reading, columns } = site;
  if (isNamed(element, reading)) return [{ kind: "column", column: nameIn(element, site) }];
  if ("getSQL" in element) return readIndexSql(sqlOf(element, reading), columns);
  const { order, nulls, operatorClass, collation } = element;
  const options = {
    ...indexOptions(order, nulls, operatorClass),
    ...(collation === undefined ? {} : { collation }),
  };
  return "column" in element
    ? [{ kind: "column", column: nameIn(element.column, site), ...options }]
    : [{ kind: "expression", expression: { written: sqlOf(element.expression, reading) }, ...options }];
}

function isNamed(element: ViewIndexElement, reading: Reading): element is string | AnyColumn {
  return typeof element === "string" || columnName(element, reading) !== undefined;
}

/** The name of a column of the view. Fails with `column-of-another-table`. */
function nameIn(column: ViewColumn, { view, columns, reading }: Site): string {
  if (typeof column === "string") return truncateName(column);
  const name = columnName(column, reading);
  if (name !== undefined && columns.has(name)) return name;
  throw columnOfAnotherTable(view, "viewIndexes", name ?? "", "View");
}

/** Of a column, or of SQL that the query of the view gives a name; undefined for anything else. */
function columnName(field: unknown, { columnName: nameOf }: Reading): string | undefined {
  if (typeof field !== "object" || field === null) return undefined;
  if ("fieldAlias" in field && typeof field.fieldAlias === "string") return truncateName(field.fieldAlias);
  return isColumn(field) ? nameOf(field) : undefined;
}

function isColumn(field: object): field is NamedColumn {
  return "getSQLType" in field;
}
