import {
  type Column,
  type Default,
  type ForeignKey,
  type Index,
  type QualifiedName,
  type SqlText,
  type Table,
} from "@limbeck/model";

import { roleRefs } from "../policy/touches.ts";
import { type Ref, ref, type Touches } from "../ref.ts";
import { immutableRefs } from "../sql/calls.ts";
import { textRefs } from "../sql/casts.ts";
import { sequenceRefs } from "../sql/expression.ts";
import { ownSequences } from "../sql/serial.ts";
import { arrayRefs, namedType, typeRefs } from "../sql/type.ts";

/** The namespace that something lives in, where it is not the default one. */
export function namespaceRefs({ schema }: QualifiedName): readonly Ref[] {
  return schema === undefined ? [] : [ref.namespace(schema)];
}

/** What a column needs to exist: its type, the sequences its default calls. */
export function columnNeeds({ type, default: value, generated }: Column): readonly Ref[] {
  return [
    ...typeRefs(type),
    ...arrayRefs(type),
    ...rowRefs(type),
    ...defaultNeeds(value),
    ...(generated === undefined
      ? []
      : [...sequenceRefs(generated.expression), ...computedRefs(generated.expression)]),
  ];
}

/** Of an expression whose values the server keeps. */
function computedRefs(text: SqlText): readonly Ref[] {
  return [...textRefs(text), ...immutableRefs(text)];
}

function defaultNeeds(value: Default | null | undefined): readonly Ref[] {
  return value?.kind === "expression" ? [...sequenceRefs(value), ...textRefs(value)] : [];
}

/** The columns of a constraint or index. */
export function columnRefs(table: QualifiedName, columns: readonly string[]): readonly Ref[] {
  return columns.map((column) => ref.column(table, column));
}

export function foreignKeyNeeds(table: QualifiedName, { columns, references }: ForeignKey): readonly Ref[] {
  return [
    ref.relation(table),
    ref.relation(references.table),
    ref.logging(table),
    ref.logging(references.table),
    ref.rebuilt(references.table),
    ref.key(references.table, references.columns),
    ...columnRefs(table, columns),
    ...columnRefs(references.table, references.columns),
  ];
}

/** The columns that an index sorts by. */
export function indexKey({ elements }: Pick<Index, "elements">): readonly string[] {
  return elements.flatMap((element) => (element.kind === "column" ? [element.column] : []));
}

/** The columns that an index sorts by, and those it only carries along. */
export function indexColumns(index: Pick<Index, "elements" | "include">): readonly string[] {
  return [...indexKey(index), ...(index.include ?? [])];
}

/**
 * An expression may read any column of its table; which, only a parser could say. So it needs "every column", which each
 * change of a column touches.
 */
export function everyColumn(table: QualifiedName): Ref {
  return `every column of ${ref.relation(table)}`;
}

/** A table may be what a column holds rows of: PostgreSQL refuses to write it anew while a column does. */
export function rowRefs(type: SqlText | undefined): readonly Ref[] {
  const name = type === undefined ? undefined : namedType(type);
  return name === undefined ? [] : [everyColumn(name), ref.row(name)];
}

/** The columns that are not generated: what generated ones, which cannot read one another, are computed from. */
export function plainColumns(table: QualifiedName): Ref {
  return `plain columns of ${ref.relation(table)}`;
}

/** The columns that were generated and go on as plain ones, which generated ones can read from then on. */
export function madePlain(table: QualifiedName): Ref {
  return `columns made plain of ${ref.relation(table)}`;
}

/** What a generated column of the table needs there. */
export function readByGenerated(table: QualifiedName): readonly Ref[] {
  return [plainColumns(table), madePlain(table)];
}

/** The name of a NOT NULL, which is one of the names of the constraints of its table. */
export function notNullRefs(table: QualifiedName, name: string | null | undefined): readonly Ref[] {
  return name == null ? [] : [ref.constraint(table, name)];
}

/** What making or unmaking a column touches beside the column itself. */
export function columnAmong(
  table: QualifiedName,
  { name, generated }: Pick<Column, "name" | "generated">,
): readonly Ref[] {
  const own = [ref.column(table, name), everyColumn(table), ref.row(table)];
  return generated === undefined ? [...own, plainColumns(table)] : own;
}

/** The functions that an index calls in its expressions and its predicate. */
export function indexCalls({ elements, where }: Pick<Index, "elements" | "where">): readonly Ref[] {
  return [
    ...elements.flatMap((element) => (element.kind === "expression" ? computedRefs(element.expression) : [])),
    ...(where === undefined ? [] : computedRefs(where)),
  ];
}

/** Whether an index reads columns that its text names but its list does not. */
export function expressionIndex({ elements, where }: Pick<Index, "elements" | "where">): boolean {
  return where !== undefined || elements.some(({ kind }) => kind === "expression");
}

/** The name of an index or constraint index beside its table: they share one name space with tables. */
export function besideTable({ schema }: QualifiedName, name: string): QualifiedName {
  return schema === undefined ? { name } : { schema, name };
}

/** What CREATE TABLE makes and needs, of a table and its partitions. */
export function allTouches(tables: readonly Table[]): Touches {
  const each = tables.map(tableTouches);
  const makes = each.flatMap((touches) => touches.makes);
  const own = new Set(makes);
  return { makes, breaks: [], needs: each.flatMap(({ needs }) => needs).filter((need) => !own.has(need)) };
}

/** What CREATE TABLE makes and needs. */
function tableTouches(table: Table): Touches {
  const makes = tableMakes(table);
  const own = new Set(makes);
  const needs = [
    ...namespaceRefs(table),
    ...(table.partitionOf === undefined ? [] : [ref.relation(table.partitionOf.table)]),
    ...(table.partitionBy?.elements ?? []).flatMap((element) =>
      element.kind === "expression" ? textRefs(element.expression) : [],
    ),
    ...table.columns.flatMap(columnNeeds),
    ...(table.partitionColumns ?? []).flatMap(({ default: value }) => defaultNeeds(value)),
    ...table.foreignKeys.flatMap((key) => foreignKeyNeeds(table, key)),
    ...table.checks.flatMap(({ expression }) => textRefs(expression)),
    ...[...table.indexes, ...table.exclusions].flatMap(indexCalls),
    ...table.policies.flatMap(({ roles }) => roleRefs(roles)),
  ];
  return { makes, breaks: [], needs: needs.filter((need) => !own.has(need)) };
}

function tableMakes(table: Table): readonly Ref[] {
  const keys = [...(table.primaryKey === undefined ? [] : [table.primaryKey]), ...table.uniques];
  const indexes = [...keys, ...table.exclusions, ...table.indexes];
  return [
    ref.relation(table),
    // A table brings a composite type of its own name.
    ref.type(table),
    ...(table.partitionOf === undefined ? [] : [ref.partitions(table.partitionOf.table)]),
    everyColumn(table),
    plainColumns(table),
    ...table.columns.map(({ name }) => ref.column(table, name)),
    ...indexes.map(({ name }) => ref.relation(besideTable(table, name))),
    ...keys.map(({ columns }) => ref.key(table, columns)),
    ...table.indexes.filter(({ unique }) => unique).map((index) => ref.key(table, indexKey(index))),
    ...table.policies.map(({ name }) => ref.policy(table, name)),
    ...(table.rowSecurity === true ? [ref.rowSecurity(table)] : []),
    ...(table.forceRowSecurity === true ? [ref.forceRowSecurity(table)] : []),
    ...[...keys, ...table.foreignKeys, ...table.checks, ...table.exclusions].map(({ name }) =>
      ref.constraint(table, name),
    ),
    ...table.columns.flatMap((column) => notNullRefs(table, column.notNullName)),
    ...table.columns.flatMap((column) => ownSequenceRefs(table, column)),
  ];
}

/** The sequence that a serial or identity column brings along. */
export function ownSequenceRefs(table: QualifiedName, column: Column): readonly Ref[] {
  return ownSequences(table, column).map(ref.relation);
}
