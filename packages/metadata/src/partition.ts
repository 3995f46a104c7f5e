import {
  emptyTable,
  type Partition,
  type PartitionBound,
  type PartitionColumn,
  type PartitionElement,
  type PartitionKey,
  type QualifiedName,
  type SqlText,
  type Table,
  truncateName,
} from "@limbeck/model";
import { nameOf } from "./constraint.ts";
import { type AnyColumn, type AnySql } from "./declarations/attach.ts";
import {
  type PartitionBoundConfig,
  type PartitionElement as DeclaredElement,
  type PartitionKeyConfig,
  type PartitionValue,
  type PgPartitionConfig,
} from "./declarations/partition.ts";
import { configOf, declarationsOf, schemaNameOf } from "./declared.ts";
import { type Placed } from "./distinct.ts";
import { type DrizzleTable } from "./drizzle/drizzle.ts";
import { placeOf } from "./drizzle/table.ts";
import { type Declared, tableCallbackFailed } from "./errors.ts";
import { type Found } from "./exports.ts";
import { checkColumn } from "./misplaced.ts";
import { sqlOf } from "./function.ts";
import { type Reading } from "./reading.ts";
import { sqlLiteral } from "./sql/literal.ts";

/** What `pgPartition()` of declarations/partition.ts leaves behind. */
interface Declaration {
  readonly name: string;
  readonly table: object;
  readonly config: PgPartitionConfig;
}

/** By what `pgPartitionBy()` says that a table divides its rows. Fails with `table-callback-failed`, `column-of-another-table`. */
export function readPartitionKey(
  table: DrizzleTable,
  name: string,
  { file }: Declared,
  reading: Reading,
): Pick<Table, "partitionBy"> {
  // Nobody else writes under this symbol.
  const define = Reflect.get(table, Symbol.for("limbeck:partitionBy")) as
    (() => PartitionKeyConfig) | undefined;
  if (define === undefined) return {};
  const key = definedBy(define, name, file);
  for (const element of Object.values(key).flat())
    checkColumn(
      table,
      name,
      "pgPartitionBy",
      typeof element === "object" && "column" in element ? element.column : element,
    );
  return { partitionBy: readKey(key, reading) };
}

function definedBy(define: () => PartitionKeyConfig, table: string, file: string): PartitionKeyConfig {
  try {
    return define();
  } catch (cause) {
    throw tableCallbackFailed(table, file, cause);
  }
}

/** The tables that partitions are declared of. */
export function partitionedTables(
  found: readonly Found[],
  { drizzle: { is, pg } }: Reading,
): ReadonlyMap<DrizzleTable, Declared> {
  return new Map(
    declarationsOf<Declaration>(found, "partition").flatMap(({ config, declared }) => {
      const table = rootOf(config.table);
      return is(table, pg.PgTable) ? [[table, declared] as const] : [];
    }),
  );
}

function rootOf(table: object): object {
  const partition = configOf(table, "partition");
  // Only `pgPartition` writes under this symbol.
  return partition === undefined ? table : rootOf((partition as Declaration).table);
}

/** The declared partitions. */
export function readPartitions(found: readonly Found[], reading: Reading): readonly Placed<Partition>[] {
  return declarationsOf<Declaration>(found, "partition").map(({ config, declared }) => ({
    noun: readPartition(config, reading),
    declared,
  }));
}

function readPartition(declaration: Declaration, reading: Reading): Partition {
  const { partitionBy, columns, comment } = declaration.config;
  return {
    ...emptyTable(partitionName(declaration, reading)),
    ...(partitionBy === undefined ? {} : { partitionBy: readKey(partitionBy, reading) }),
    partitionOf: {
      table: tableName(declaration.table, reading),
      bound: readBound(declaration.config, reading),
    },
    ...(columns === undefined ? {} : { partitionColumns: readColumns(columns, reading) }),
    ...(comment === undefined ? {} : { comment }),
  };
}

function readColumns(
  columns: NonNullable<PgPartitionConfig["columns"]>,
  reading: Reading,
): readonly PartitionColumn[] {
  const own = Object.entries(columns).map(([name, { notNull, default: value }]): PartitionColumn => ({
    name: truncateName(name),
    ...(notNull === true ? { nullable: false } : {}),
    ...(value === undefined ? {} : { default: readDefault(value, reading) }),
  }));
  return own.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readDefault(
  value: PartitionValue,
  reading: Reading,
): NonNullable<PartitionColumn["default"]> | null {
  if (value === null) return null;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? { kind: "literal", value }
    : { kind: "expression", written: valueText(value, reading) };
}

function partitionName({ name, table, config }: Declaration, reading: Reading): QualifiedName {
  return reading.qualified(schemaNameOf(config.schema) ?? tableName(table, reading).schema, name);
}

/** The name of a table of Drizzle, or of a partition that is divided again. */
function tableName(table: object, reading: Reading): QualifiedName {
  const partition = configOf(table, "partition");
  // Only `pgPartition` writes under this symbol.
  if (partition !== undefined) return partitionName(partition as Declaration, reading);
  const { schema, name } = placeOf(table);
  return reading.qualified(schema, name);
}

function readKey(config: PartitionKeyConfig, reading: Reading): PartitionKey {
  const elements = (list: readonly DeclaredElement[]) => list.map((element) => readElement(element, reading));
  if ("range" in config) return { strategy: "range", elements: elements(config.range) };
  if ("list" in config) return { strategy: "list", elements: elements(config.list) };
  return { strategy: "hash", elements: elements(config.hash) };
}

function readElement(element: DeclaredElement, reading: Reading): PartitionElement {
  if (typeof element === "string" || isColumn(element)) return readElement({ column: element }, reading);
  const { operatorClass, collation } = element;
  const options = {
    ...(operatorClass === undefined ? {} : { operatorClass }),
    ...(collation === undefined ? {} : { collation }),
  };
  if ("expression" in element)
    return { kind: "expression", expression: { written: sqlOf(element.expression, reading) }, ...options };
  const { column } = element;
  const name = typeof column === "string" ? truncateName(column) : nameOf(column, reading);
  return { kind: "column", column: name, ...options };
}

function isColumn(element: Exclude<DeclaredElement, string>): element is AnyColumn {
  return "getSQLType" in element;
}

function readBound(config: PartitionBoundConfig, reading: Reading): PartitionBound {
  const values = (list: PartitionValue | readonly PartitionValue[]): readonly SqlText[] =>
    (isList(list) ? list : [list]).map((value) => ({ written: valueText(value, reading) }));
  if ("from" in config) return { kind: "range", from: values(config.from), to: values(config.to) };
  if ("in" in config) return { kind: "list", values: values(config.in) };
  if ("modulus" in config) return { kind: "hash", modulus: config.modulus, remainder: config.remainder };
  return { kind: "default" };
}

function isList(value: PartitionValue | readonly PartitionValue[]): value is readonly PartitionValue[] {
  return Array.isArray(value);
}

function valueText(value: PartitionValue, reading: Reading): string {
  // As the server writes it, and so every revision file.
  if (value === null) return "NULL";
  return isSqlOfDrizzle(value) ? sqlOf(value, reading) : sqlLiteral(value);
}

function isSqlOfDrizzle(value: PartitionValue): value is AnySql {
  return typeof value === "object" && value !== null && "getSQL" in value;
}
