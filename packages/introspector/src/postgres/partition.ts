import { type PartitionBound, type PartitionElement, type PartitionKey, type Table } from "@limbeck/model";
import { quoteString } from "@limbeck/operations";
import { type Context } from "./context.ts";
import { parseIndex } from "./indexDefinition.ts";
import { type NamedRow, qualifiedName } from "./reader.ts";
import { type Scope } from "./scope.ts";

/** What `pg_class` and its neighbours say of partitioning; null for what a table is not. */
export interface PartitionRow extends NamedRow {
  /** `RANGE (created_at)` */
  readonly partitionKey: string | null;
  /** `pg_partitioned_table.partattrs`: numbers of columns, 0 for an expression. */
  readonly keyColumns: string | null;
  /** `FOR VALUES IN (1)` */
  readonly bound: string | null;
  readonly parent: (Omit<NamedRow, "oid"> & { readonly oid: number }) | null;
}

/** The columns of a `PartitionRow` but the name, of `pg_class c`. A bound names no column, so it is printed without its table. */
export function partitionColumns({ defaultSchema }: Scope) {
  return {
    partitionKey: "CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END",
    keyColumns: `CASE c.relkind WHEN 'p' THEN
        (SELECT p.partattrs::text FROM pg_partitioned_table p WHERE p.partrelid = c.oid) END`,
    bound: "CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, 0::oid) END",
    parent: `CASE WHEN c.relispartition THEN (SELECT json_build_object('oid', a.oid::int8,
          'schema', nullif(n.nspname, ${quoteString(defaultSchema)}), 'name', a.relname)
        FROM pg_inherits h JOIN pg_class a ON a.oid = h.inhparent JOIN pg_namespace n ON n.oid = a.relnamespace
        WHERE h.inhrelid = c.oid) END`,
  };
}

/** By what a table divides its rows, and of which table it is a part. */
export function partitionOf(row: PartitionRow, context: Context): Pick<Table, "partitionBy" | "partitionOf"> {
  return {
    ...(row.partitionKey === null ? {} : { partitionBy: keyOf(row, row.partitionKey, context) }),
    ...(row.parent === null || row.bound === null
      ? {}
      : { partitionOf: { table: qualifiedName(row.parent), bound: parseBound(row.bound) } }),
  };
}

const STRATEGIES = { RANGE: "range", LIST: "list", HASH: "hash" } as const;

/** A key is printed as an index is, behind its strategy instead of a method. */
function keyOf({ oid, keyColumns }: PartitionRow, definition: string, context: Context): PartitionKey {
  const [word = ""] = definition.split(" ", 1);
  const numbers = (keyColumns ?? "").split(" ").map(Number);
  const names = numbers.map((number) => (number === 0 ? undefined : context.columnName(oid, number)));
  const elements: readonly PartitionElement[] = parseIndex(` USING ${definition}`, word, names);
  return { strategy: STRATEGIES[word as keyof typeof STRATEGIES], elements };
}

/** The relations without the partitions of those that are not among them, and the partitions of these. */
export function withoutOrphans<Row extends PartitionRow>(rows: readonly Row[]): readonly Row[] {
  const oids = new Set(rows.map(({ oid }) => oid));
  const kept = rows.filter(({ parent }) => parent === null || oids.has(parent.oid));
  return kept.length === rows.length ? rows : withoutOrphans(kept);
}

/** Literals, brackets, commas and words; a literal of a bound is never in another form than this. */
const PIECES = /'(?:[^']|'')*'|[(),]|[^\s(),']+/g;

/** Reads what `pg_get_expr` says of `pg_class.relpartbound`. */
export function parseBound(text: string): PartitionBound {
  if (text === "DEFAULT") return { kind: "default" };
  const [, , word, ...rest] = text.match(PIECES) ?? [];
  const [first = [], , second = []] = groupsOf(rest);
  if (word === "IN") return { kind: "list", values: first.map(sqlText) };
  if (word === "FROM") return { kind: "range", from: first.map(sqlText), to: second.map(sqlText) };
  const [, modulus, , remainder] = first;
  return { kind: "hash", modulus: Number(modulus), remainder: Number(remainder) };
}

const sqlText = (canonical: string) => ({ canonical });

/** `( 1 , 2 ) TO ( 3 )` → `[[1, 2], [TO], [3]]` */
function groupsOf(pieces: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [[]];
  for (const piece of pieces) {
    if (piece === "(" || piece === ")") groups.push([]);
    else if (piece !== ",") groups.at(-1)?.push(piece);
  }
  return groups.filter((group) => group.length > 0);
}
