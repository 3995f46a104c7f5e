import {
  type FullSequenceOptions,
  type Sequence,
  type SequenceOptions,
  type SequenceType,
  trimSequenceOptions,
} from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { quoteString } from "@limbeck/operations";
import { type NamedRow, qualifiedName, type Reader } from "./reader.ts";
import { ofUser } from "./scope.ts";
import { isSerial } from "./serial.ts";

export interface SequenceRow extends NamedRow {
  readonly type: SequenceType;
  readonly increment: string;
  readonly min: string;
  readonly max: string;
  readonly start: string;
  readonly cache: string;
  readonly cycle: boolean;
  readonly unlogged: boolean;
  /** The sequence as a `regclass` literal of a default names it. */
  readonly regclass: string;
  /** The oid of the table and the number of the column that own it. */
  readonly ownerTable: number | null;
  readonly ownerColumn: number | null;
  /** Made by `GENERATED … AS IDENTITY`. */
  readonly identity: boolean | null;
  /** Stands in a namespace that is not read; it is here for the sake of the column that owns it. */
  readonly outside: boolean;
}

/** The sequences in scope, and those that a table in scope owns, wherever they stand. */
export const sequenceReader: Reader<SequenceRow, Sequence> = {
  question: (scope) => ({
    columns: {
      oid: "c.oid::int8",
      schema: `nullif(n.nspname, ${quoteString(scope.defaultSchema)})`,
      name: "c.relname",
      type: "format_type(s.seqtypid, NULL)",
      increment: "s.seqincrement::text",
      min: "s.seqmin::text",
      max: "s.seqmax::text",
      start: "s.seqstart::text",
      cache: "s.seqcache::text",
      cycle: "s.seqcycle",
      unlogged: "c.relpersistence = 'u'",
      regclass: "c.oid::regclass::text",
      ownerTable: "d.refobjid::int8",
      ownerColumn: "d.refobjsubid",
      identity: "d.deptype = 'i'",
      outside: "ns.oid IS NULL",
    },
    from: `FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN ns ON ns.oid = c.relnamespace
    LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
      AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    WHERE (ns.oid IS NOT NULL OR d.refobjid IN (SELECT t.oid FROM tables t)) AND c.relpersistence <> 't' AND ${ofUser("pg_class", "c.oid")}`,
  }),
  read: (row, context) => {
    const owner = ownerOf(row, context);
    return owner === "hidden" || row.outside || belongsToColumn(row, context)
      ? undefined
      : {
          ...qualifiedName(row),
          ...(row.type === "bigint" ? {} : { type: row.type }),
          options: sequenceOptions(row, row.type),
          ...(row.unlogged ? { unlogged: true } : {}),
          ...owner,
          ...commentOf(context, "pg_class", row.oid),
        };
  },
};

/** The options without what PostgreSQL would choose by itself for a sequence of this type. */
export function sequenceOptions(row: FullSequenceOptions, type: SequenceType): SequenceOptions {
  return trimSequenceOptions(row, type);
}

/** The owner; `hidden` where it is a table that is not reported, with which its sequence stays out. */
function ownerOf(row: SequenceRow, context: Context): Pick<Sequence, "ownedBy"> | "hidden" {
  if (row.ownerTable === null || row.ownerColumn === null) return {};
  const table = context.tables.get(row.ownerTable);
  if (table === undefined) return "hidden";
  return {
    ownedBy: { table: qualifiedName(table), column: context.columnName(row.ownerTable, row.ownerColumn) },
  };
}

/** Whether the sequence is that of an identity or serial column, of which it is a part. A partition has columns only in its table. */
function belongsToColumn(row: SequenceRow, context: Context): boolean {
  if (row.identity === true) return true;
  if (context.tables.get(row.ownerTable ?? 0)?.parent != null) return false;
  const column = context.column(row.ownerTable ?? 0, row.ownerColumn ?? 0);
  return column !== undefined && isSerial(column, row);
}
