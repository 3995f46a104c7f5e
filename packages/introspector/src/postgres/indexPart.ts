import { type Divided, type IndexPart } from "@limbeck/model";
import { quoteString } from "@limbeck/operations";
import { type NamedRow, qualifiedName } from "./reader.ts";
import { type Scope } from "./scope.ts";

/** What an index, of its own or behind a key, says of its parts; null where its table is not partitioned. */
export interface DividedRow {
  readonly only: boolean;
  readonly parts: readonly PartRow[] | null;
}

/** The table that has the part, and the part. */
type PartRow = Omit<NamedRow, "oid"> & {
  readonly part: string;
  /** `p` or `u` of `pg_constraint`, where what it is a part of stands behind none. */
  readonly key: string | null;
  readonly under: Omit<NamedRow, "oid"> | null;
  readonly only: boolean;
};

/**
 * The name that the server would give to the index `i` of the table `t`, as `pg_index` `y`, on which the constraint `o` may stand. An index
 * goes on calling its columns as they were called when it was made.
 */
const NAME = `t.relname || CASE o.contype WHEN 'p' THEN '_pkey' ELSE '_' ||
      (SELECT string_agg(coalesce(c.attname, a.attname), '_' ORDER BY a.attnum) FROM pg_attribute a
        LEFT JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum = y.indkey[a.attnum - 1] AND c.attnum > 0 WHERE a.attrelid = i.oid)
      || CASE WHEN y.indisexclusion THEN '_excl' WHEN o.contype = 'u' THEN '_key' ELSE '_idx' END END`;

/**
 * What the server would not have made so: another name, and a constraint where the table has none. It counts on where parts of other indexes have
 * the name; what has it by itself is made later than all parts.
 */
const OTHERWISE = `o.oid IS NOT NULL AND o.conparentid = 0 OR octet_length(s.name) <= 63
      AND (NOT starts_with(i.relname, s.name) OR substr(i.relname, length(s.name) + 1) !~ '^[0-9]*$'
        OR i.relname <> s.name AND EXISTS (SELECT FROM pg_class b
          WHERE b.relname = s.name AND b.relnamespace = t.relnamespace AND (b.relkind NOT IN ('i', 'I') OR NOT b.relispartition)))`;

/**
 * The columns of a `DividedRow`, of `pg_index x` and its `pg_class`. Below an index or part that is valid, what the server would have made
 * goes without saying.
 */
export function dividedColumns({ defaultSchema }: Scope, index: string) {
  const named = (schema: string, table: string): string =>
    `'schema', nullif(${schema}.nspname, ${quoteString(defaultSchema)}), 'name', ${table}.relname`;
  const parts = `CASE ${index}.relkind WHEN 'I' THEN (
      SELECT json_agg(json_build_object(${named("n", "t")},
        'part', i.relname, 'key', CASE WHEN o.conparentid = 0 THEN o.contype END, 'only', NOT y.indisvalid,
        'under', CASE WHEN r.level > 1 AND NOT x.indisvalid THEN (SELECT json_build_object(${named("m", "a")})
          FROM pg_class a JOIN pg_namespace m ON m.oid = a.relnamespace WHERE a.oid = z.indrelid) END)
        ORDER BY r.level DESC, n.nspname, t.relname)
      FROM pg_partition_tree(x.indexrelid) r
      JOIN pg_index y ON y.indexrelid = r.relid JOIN pg_index z ON z.indexrelid = r.parentrelid JOIN pg_class i ON i.oid = r.relid
      JOIN pg_class t ON t.oid = y.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
      LEFT JOIN pg_constraint o ON o.conindid = i.oid AND o.conrelid = t.oid AND o.contype IN ('p', 'u', 'x')
      CROSS JOIN LATERAL (SELECT ${NAME} AS name) s
      WHERE r.level > 0 AND (NOT z.indisvalid OR ${OTHERWISE})
    ) END`;
  return { only: "NOT x.indisvalid", parts };
}

export function dividedOf({ only, parts }: DividedRow): Divided {
  return {
    ...(parts === null ? {} : { parts: parts.map(partOf) }),
    ...(only ? { only } : {}),
  };
}

const KEYS: Readonly<Record<string, NonNullable<IndexPart["key"]>>> = { p: "primaryKey", u: "unique" };

function partOf({ part, key, under, only, ...table }: PartRow): IndexPart {
  const behind = KEYS[key ?? ""];
  return {
    table: qualifiedName(table),
    name: part,
    ...(behind === undefined ? {} : { key: behind }),
    ...(under === null ? {} : { under: qualifiedName(under) }),
    ...(only ? { only } : {}),
  };
}
