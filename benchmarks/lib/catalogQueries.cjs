// What a catalog is asked for by whoever wants to know the tables, columns, constraints, indexes, enum types and sequences of a database.
const own = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

exports.catalogQueries = [
  `SELECT n.nspname, c.relname, c.relkind, obj_description(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own}`,
  `SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid)
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attnum > 0 AND c.relkind = 'r' AND ${own}`,
  `SELECT o.conrelid, o.conname, o.contype, pg_get_constraintdef(o.oid) FROM pg_constraint o JOIN pg_namespace n ON n.oid = o.connamespace WHERE ${own}`,
  `SELECT i.indrelid, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own}`,
  `SELECT t.typname, e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid`,
  `SELECT s.seqrelid, s.* FROM pg_sequence s`,
  `SELECT objid, refobjid, refobjsubid FROM pg_depend WHERE deptype IN ('a', 'i') AND classid = 'pg_class'::regclass`,
].join(";");
