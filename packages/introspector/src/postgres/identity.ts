import { type Identity, type SequenceOptions } from "@limbeck/model";
import { type ColumnRow } from "./column.ts";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { derivedName } from "./derivedName.ts";
import { sequenceOptions, type SequenceRow } from "./sequence.ts";
import { sequenceType } from "./serial.ts";

const MODES: Readonly<Record<string, Identity["mode"] | undefined>> = { a: "always", d: "byDefault" };

/** The identity of a column (`pg_attribute.attidentity`), with what its sequence says beyond PostgreSQL's defaults. */
export function identityOf(column: ColumnRow, context: Context): { readonly identity?: Identity } {
  const mode = MODES[column.rare?.identity ?? ""];
  if (mode === undefined) return {};
  const sequence = context.sequencesOf(column).find(({ identity }) => identity === true);
  if (sequence === undefined) return { identity: { mode, options: {} } };
  const derived = derivedName(context.tables.get(column.table)?.name ?? "", column.name, "seq");
  return {
    identity: {
      mode,
      ...(sequence.name === derived ? {} : { sequence: sequence.name }),
      options: optionsOf(sequence, column),
      ...commentOf(context, "pg_class", sequence.oid),
    },
  };
}

/**
 * What an identity of this column would not have by itself. `CREATE TABLE … (LIKE … INCLUDING IDENTITY)` tells the sequence no type, so that
 * it counts in bigint up to the limit of the column's (generateSerialExtraStmts in PostgreSQL's parse_utilcmd.c).
 */
function optionsOf(sequence: SequenceRow, column: ColumnRow): SequenceOptions {
  const own = sequenceOptions(sequence, sequence.type);
  const ofColumn = sequenceOptions(sequence, sequenceType(column.type) ?? sequence.type);
  return Object.keys(ofColumn).length < Object.keys(own).length ? ofColumn : own;
}
