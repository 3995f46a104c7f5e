const PARTITION =
  "JOIN pg_class c ON c.oid = t.oid AND c.relispartition JOIN pg_inherits h ON h.inhrelid = t.oid";

const select = (kind: string, name: string, from: string): string =>
  `SELECT '${kind}', t.schema, t.name || '.' || ${name} FROM tables t ${PARTITION} ${from}`;

/** The name that the server would give to the index `i` of the partition `t`, on which the constraint `o` may stand. */
const INDEX_NAME = `t.name || CASE o.contype WHEN 'p' THEN '_pkey' ELSE '_' ||
      (SELECT string_agg(a.attname, '_' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = i.oid)
      || CASE o.contype WHEN 'u' THEN '_key' WHEN 'x' THEN '_excl' ELSE '_idx' END END`;

/** What a partition has otherwise than the table that it is a part of, though it has it from there. */
export const ofPartitions: readonly string[] = [
  select(
    "partition column",
    "a.attname",
    `JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_attribute p ON p.attrelid = h.inhparent AND p.attname = a.attname AND NOT p.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.attgenerated <> ''
    LEFT JOIN pg_attrdef e ON e.adrelid = p.attrelid AND e.adnum = p.attnum AND p.attgenerated <> ''
    WHERE a.attstorage <> p.attstorage OR a.attcompression <> p.attcompression
      OR pg_get_expr(d.adbin, d.adrelid) IS DISTINCT FROM pg_get_expr(e.adbin, e.adrelid)`,
  ),
  select(
    "partition constraint",
    "o.conname",
    `JOIN pg_constraint o ON o.conrelid = t.oid AND o.contype = 'c' AND o.coninhcount > 0
    JOIN pg_constraint p ON p.conrelid = h.inhparent AND p.conname = o.conname AND p.contype = 'c'
      AND p.convalidated <> o.convalidated`,
  ),
  // A name that is not the server's choice, and a constraint on an index of which the table's has none.
  select(
    "partition index",
    "i.relname",
    `JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class i ON i.oid = x.indexrelid AND i.relispartition
    JOIN pg_inherits j ON j.inhrelid = i.oid
    LEFT JOIN pg_constraint o ON o.conindid = i.oid AND o.conrelid = t.oid AND o.contype IN ('p', 'u', 'x')
    LEFT JOIN pg_constraint p ON p.conindid = j.inhparent AND p.contype IN ('p', 'u', 'x')
    CROSS JOIN LATERAL (SELECT ${INDEX_NAME} AS name) s
    WHERE (o.oid IS NULL) <> (p.oid IS NULL) OR o.conparentid = 0 OR octet_length(s.name) <= 63
      AND (NOT starts_with(i.relname, s.name) OR substr(i.relname, length(s.name) + 1) !~ '^[0-9]*$')`,
  ),
];
