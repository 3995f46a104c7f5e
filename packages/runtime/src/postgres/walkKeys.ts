import { type PostgresConnection } from "@limbeck/database";
import { type QualifiedName } from "@limbeck/model";
import { quoteName } from "@limbeck/operations";
import { type UniqueKey } from "../walk/walkKey.ts";

/** The unique indexes of a table that all rows are in; the columns behind INCLUDE are none of its key. */
export async function postgresKeys(
  connection: PostgresConnection,
  table: QualifiedName,
): Promise<readonly UniqueKey[]> {
  return connection.query<UniqueKey & Record<string, unknown>>(
    `SELECT indisprimary AS primary, json_agg(attname ORDER BY place) AS columns, 
      coalesce(json_agg(attname) FILTER (WHERE NOT attnotnull), '[]') AS nullable
    FROM pg_index, unnest(indkey) WITH ORDINALITY AS part (number, place)
      JOIN pg_attribute ON attnum = number
    WHERE indrelid = to_regclass($1) AND attrelid = indrelid AND place <= indnkeyatts
      AND indisunique AND indisvalid AND indimmediate AND indpred IS NULL AND indexprs IS NULL
    GROUP BY indexrelid, indisprimary
    ORDER BY indexrelid`,
    [quoteName(table)],
  );
}
