import { nameKey, type QualifiedName } from "@limbeck/model";

import { quoteName } from "./identifier.ts";
import { GRANTEE, KEPT, OPTION } from "./kept.ts";
import { quoteString } from "./literal.ts";

/** Apart from the keys of tables and views, whose own rights may be kept at the same time. */
function keyOf(table: QualifiedName, column: string): string {
  return quoteString(`${nameKey(table)} column ${column}`);
}

/** Keeps in mind who has which rights on a column that is dropped and comes again; only the database that runs it knows that. */
export function keepColumnRights(table: QualifiedName, column: string): string {
  return `DO $limbeck$ BEGIN
  PERFORM set_config('limbeck.rights', (coalesce(${KEPT}, '{}') || jsonb_build_object(${keyOf(table, column)}, (
    SELECT attacl::text FROM pg_attribute
    WHERE attrelid = ${quoteString(quoteName(table))}::regclass AND attname = ${quoteString(column)} AND NOT attisdropped)))::text, false);
END $limbeck$`;
}

/** Gives a column that came again the rights that were kept in mind; nothing where none were. */
export function giveColumnRights(table: QualifiedName, column: string): string {
  return `DO $limbeck$
DECLARE
  statement text;
BEGIN
  FOR statement IN
    SELECT format('GRANT %s (%I) ON TABLE %s TO %s%s', privilege_type, ${quoteString(column)}, ${quoteString(quoteName(table))}, ${GRANTEE}, ${OPTION})
    FROM aclexplode((${KEPT} ->> ${keyOf(table, column)})::aclitem[])
  LOOP EXECUTE statement; END LOOP;
END $limbeck$`;
}
