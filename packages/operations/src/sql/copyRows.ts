import { type QualifiedName, showName } from "@limbeck/model";

import { quoteIdentifier, quoteName } from "./identifier.ts";
import { quoteString } from "./literal.ts";
import { giveRightsOf } from "./rights.ts";

interface Copied {
  readonly from: QualifiedName;
  readonly to: QualifiedName;
  readonly columns: readonly string[];
  readonly sequences?: readonly string[];
}

/** The rows of one table as those of another, and the positions of sequences. The numbers of identity columns are copied like other values. */
export function copyRowsSql({ from, to, columns, sequences = [] }: Copied): readonly string[] {
  const list = columns.map(quoteIdentifier).join(", ");
  return [
    `INSERT INTO ${quoteName(to)} (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM ${quoteName(from)}`,
    ...sequences.map((column) => goOnSql(from, to, column)),
  ];
}

/** Only the server knows what the sequence of a column is called. */
function goOnSql(from: QualifiedName, to: QualifiedName, column: string): string {
  const of = (table: QualifiedName): string =>
    `pg_get_serial_sequence(${quoteString(quoteName(table))}, ${quoteString(column)})`;
  return `DO $limbeck$ BEGIN
  EXECUTE format('SELECT setval(%L, last_value, is_called) FROM %s', ${of(to)}, ${of(from)});
END $limbeck$`;
}

/** Gives a table the owner of another one and the rights on it, where nothing else hangs on that one that would go with it. */
export function takeRightsSql(from: QualifiedName, to: QualifiedName): readonly string[] {
  return [refuseHungSql(from), ...giveRightsOf(from, to)];
}

/** What no schema of ours holds, and a table that takes the place of another one would not have. */
function refuseHungSql(table: QualifiedName): string {
  const name = quoteString(quoteName(table));
  const message = `on ${showName(table)} stands what would go with it: `;
  return `DO $limbeck$
DECLARE
  hung text := (SELECT string_agg(what, ', ') FROM (
    SELECT format('rule %I', rulename) AS what FROM pg_rewrite WHERE ev_class = ${name}::regclass
    UNION ALL SELECT format('statistics %I', stxname) FROM pg_statistic_ext WHERE stxrelid = ${name}::regclass
    UNION ALL SELECT format('publication %I', pubname) FROM pg_publication_rel JOIN pg_publication ON pg_publication.oid = prpubid
      WHERE prrelid = ${name}::regclass) AS held);
BEGIN
  IF hung IS NOT NULL THEN
    RAISE dependent_objects_still_exist USING MESSAGE = ${quoteString(message)} || hung,
      HINT = 'Drop it before, and make it again after.';
  END IF;
END $limbeck$`;
}
