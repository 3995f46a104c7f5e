import { type QualifiedName } from "@limbeck/model";

import { dollarQuoted } from "./dollarQuoted.ts";
import { quoteName } from "./identifier.ts";
import { quoteString } from "./literal.ts";

/**
 * ATTACH PARTITION, before which those exclusion constraints and keys WITHOUT OVERLAPS of the new partition go that its table has too
 * (CompareIndexInfo in PostgreSQL's index.c compares none of these). Their parts are called as they were.
 */
export function replacingExclusionsSql(table: QualifiedName, name: QualifiedName, attach: string): string {
  const [whole, part] = [table, name].map((one) => `${quoteString(quoteName(one))}::regclass`);
  const alter = `ALTER TABLE ${quoteName(name)}`.replaceAll("%", "%%");
  const body = `
DECLARE
  excluding record;
  twin text;
  names jsonb := '{}';
BEGIN
  FOR excluding IN
    SELECT o.oid, o.contype, pg_get_constraintdef(o.oid) AS says FROM pg_constraint o JOIN pg_index i ON i.indexrelid = o.conindid
    WHERE o.conrelid = ${whole} AND o.contype <> 'f' AND i.indisexclusion
  LOOP
    SELECT conname INTO twin FROM pg_constraint
    WHERE conrelid = ${part} AND contype = excluding.contype AND pg_get_constraintdef(oid) = excluding.says ORDER BY oid LIMIT 1;
    IF FOUND THEN
      names := names || jsonb_build_object(excluding.oid, twin);
      EXECUTE format(${quoteString(`${alter} DROP CONSTRAINT %I`)}, twin);
    END IF;
  END LOOP;
  ${attach};
  FOR excluding IN
    SELECT conname, names ->> conparentid::text AS was FROM pg_constraint
    WHERE conrelid = ${part} AND conname <> names ->> conparentid::text
  LOOP EXECUTE format(${quoteString(`${alter} RENAME CONSTRAINT %I TO %I`)}, excluding.conname, excluding.was); END LOOP;
END
`;
  return `DO ${dollarQuoted(body, "limbeck")}`;
}
