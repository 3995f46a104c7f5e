import { OWN_NOT_NULL } from "./notNull.ts";
import { type Scope, since } from "./scope.ts";

const PARTITION =
  "JOIN pg_class c ON c.oid = t.oid AND c.relispartition JOIN pg_inherits h ON h.inhrelid = t.oid";

const select = (kind: string, name: string, from: string): string =>
  `SELECT '${kind}', t.schema, t.name || '.' || ${name} FROM tables t ${PARTITION} ${from}`;

/** What a partition has otherwise than the table that it is a part of, though it has it from there. */
export const ofPartitions = (scope: Scope): readonly string[] => [
  select(
    "partition column",
    "a.attname",
    `JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_attribute p ON p.attrelid = h.inhparent AND p.attname = a.attname AND NOT p.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.attgenerated <> ''
    LEFT JOIN pg_attrdef e ON e.adrelid = p.attrelid AND e.adnum = p.attnum AND p.attgenerated <> ''
    WHERE a.attstorage <> p.attstorage OR a.attcompression <> p.attcompression
      OR a.attstattarget IS DISTINCT FROM p.attstattarget OR a.attoptions IS DISTINCT FROM p.attoptions
      OR pg_get_expr(d.adbin, d.adrelid) IS DISTINCT FROM pg_get_expr(e.adbin, e.adrelid)
      OR ${since(scope, 18, OWN_NOT_NULL, "false")}`,
  ),
  select(
    "partition index",
    "i.relname",
    `JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class i ON i.oid = x.indexrelid AND i.relispartition
    WHERE EXISTS (SELECT FROM pg_description e WHERE e.classoid = 'pg_class'::regclass AND e.objoid = i.oid AND e.objsubid = 0)`,
  ),
  select(
    "partition trigger",
    "g.tgname",
    `JOIN pg_trigger g ON g.tgrelid = t.oid JOIN pg_trigger p ON p.oid = g.tgparentid WHERE g.tgenabled <> p.tgenabled`,
  ),
  // Of a foreign key that points at a partitioned table, its own partitions' rows in the catalog have that for a parent as well.
  select(
    "partition foreign key",
    "o.conname",
    `JOIN pg_constraint o ON o.conrelid = t.oid AND o.contype = 'f'
    JOIN pg_constraint p ON p.oid = o.conparentid AND p.conrelid = h.inhparent AND p.confrelid = o.confrelid
    WHERE o.conname <> p.conname`,
  ),
];
