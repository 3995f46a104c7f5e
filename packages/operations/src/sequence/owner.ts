import {
  type Column,
  nameOf,
  type QualifiedName,
  sameName,
  type Schema,
  type Sequence,
  type SequenceOwner,
  type SerialDefault,
  showName,
  type Table,
} from "@limbeck/model";

import { objectMissing } from "../errors.ts";
import { defined } from "../input/defined.ts";
import { changeTable, replaceOne } from "../schemaChange.ts";
import { nextvalOf, nextvalText } from "../sql/nextval.ts";
import { sequenceOf, sequenceType } from "../sql/serial.ts";
import { plainSequences } from "../table/follow.ts";

/** The schema with a sequence that no column owns: a serial column still counts by it then. Errors: `object-missing`. */
export function freeSequence(schema: Schema, name: QualifiedName): Schema {
  if (schema.sequences.some((one) => sameName(one, name))) return changeOne(schema, name, withoutOwner);
  const found = schema.tables.flatMap((table) => serialsOf(table, name)).at(0);
  if (found === undefined) throw objectMissing(`sequence ${showName(name)}`);
  const { table, column, value } = found;
  const freed: Column = { ...column, default: { kind: "expression", canonical: nextvalText(name) } };
  return {
    ...schema,
    sequences: [...schema.sequences, sequenceFrom(table, column, value)],
    tables: schema.tables.map((one) => (one === table ? withColumn(one, freed) : one)),
  };
}

/** The schema with a sequence that a column owns; one by which that counts is no more than a part of it. Errors: `object-missing`. */
export function ownSequence(schema: Schema, name: QualifiedName, owner: SequenceOwner): Schema {
  const sequence = schema.sequences.find((one) => sameName(one, name));
  if (sequence === undefined) throw objectMissing(`sequence ${showName(name)}`);
  const serial = serialOf(schema, sequence, owner);
  if (serial === undefined) return changeOne(schema, name, (one) => ({ ...one, ownedBy: owner }));
  const owned = changeTable(schema, owner.table, (table) => withColumn(table, serial));
  return { ...owned, sequences: schema.sequences.filter((one) => one !== sequence) };
}

/** The column as a serial one; undefined where it does not count by the sequence. */
function serialOf({ tables }: Schema, sequence: Sequence, owner: SequenceOwner): Column | undefined {
  const table = tables.find((one) => sameName(one, owner.table));
  const column = table?.columns.find(({ name }) => name === owner.column);
  if (column?.default === undefined) return undefined;
  const [counted, called] = [sequenceType(column.type), nextvalOf(column.default)];
  if (counted === undefined || called === undefined || !sameName(called, sequence)) return undefined;
  const { type = "bigint", options } = sequence;
  const value: SerialDefault = defined({
    kind: "serial",
    sequence: nameOf(sequence),
    options: Object.keys(options).length === 0 ? undefined : options,
    type: type === counted ? undefined : type,
    comment: sequence.comment,
  });
  return { ...column, default: value };
}

function changeOne(schema: Schema, name: QualifiedName, change: (sequence: Sequence) => Sequence): Schema {
  const sequences = replaceOne(
    schema.sequences,
    (one) => sameName(one, name),
    change,
    `sequence ${showName(name)}`,
  );
  return { ...schema, sequences };
}

function withoutOwner({ ownedBy: _, ...sequence }: Sequence): Sequence {
  return sequence;
}

function serialsOf(table: Table, name: QualifiedName) {
  return table.columns.flatMap((column) => {
    const { default: value } = column;
    if (value?.kind !== "serial" || !sameName(sequenceOf(table, column.name, value), name)) return [];
    return [{ table, column, value }];
  });
}

/** The sequences of the serial columns of a table, as they would be if no column owned them. */
export function serialSequences(table: Table): readonly Sequence[] {
  return table.columns.flatMap((column) =>
    column.default?.kind === "serial" ? [sequenceFrom(table, column, column.default)] : [],
  );
}

function sequenceFrom(table: Table, column: Column, value: SerialDefault): Sequence {
  const type = value.type ?? sequenceType(column.type);
  return defined({
    ...nameOf(sequenceOf(table, column.name, value)),
    type: type === "bigint" ? undefined : type,
    options: value.options ?? {},
    unlogged: table.unlogged,
    comment: value.comment,
  });
}

function withColumn(table: Table, column: Column): Table {
  const columns = table.columns.map((one) => (one.name === column.name ? column : one));
  return { ...table, columns: plainSequences(nameOf(table), columns) };
}
