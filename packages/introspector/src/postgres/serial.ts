import { type SerialDefault, type SequenceType } from "@limbeck/model";
import { type ColumnRow } from "./column.ts";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { derivedName } from "./derivedName.ts";
import { qualifiedName } from "./reader.ts";
import { sequenceOptions, type SequenceRow } from "./sequence.ts";

const INTEGERS: Readonly<Record<string, SequenceType | undefined>> = {
  smallint: "smallint",
  integer: "integer",
  bigint: "bigint",
};

/** The integer type of a column that a sequence can count for. */
export function sequenceType(type: string): SequenceType | undefined {
  return INTEGERS[type];
}

/**
 * Whether a column and a sequence that it owns are what `serial` makes: an integer whose default is that sequence's next
 * value. The default is compared as the server prints it, so that it holds after a rename of table, column or sequence.
 */
export function isSerial(column: ColumnRow, sequence: SequenceRow): boolean {
  return (
    sequence.identity === false &&
    sequenceType(column.type) !== undefined &&
    column.expression === `nextval('${sequence.regclass.replaceAll("'", "''")}'::regclass)`
  );
}

/** The default of a serial column; undefined for every other column. */
export function serialDefault(column: ColumnRow, context: Context): SerialDefault | undefined {
  if (column.expression?.startsWith("nextval(") !== true) return undefined;
  const sequence = context.sequencesOf(column).find((owned) => isSerial(column, owned));
  const type = sequenceType(column.type);
  if (sequence === undefined || type === undefined) return undefined;
  const table = context.tables.get(column.table);
  const derived =
    sequence.schema === table?.schema && sequence.name === derivedName(table.name, column.name, "seq");
  const options = sequenceOptions(sequence, sequence.type);
  return {
    kind: "serial",
    ...(derived ? {} : { sequence: qualifiedName(sequence) }),
    ...(Object.keys(options).length === 0 ? {} : { options }),
    // Before PostgreSQL 10 every sequence counted in bigint, whatever its column did.
    ...(sequence.type === type ? {} : { type: sequence.type }),
    ...commentOf(context, "pg_class", sequence.oid),
  };
}
