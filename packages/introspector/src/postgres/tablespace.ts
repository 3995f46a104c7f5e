import { type Placed } from "@limbeck/model";

/** The tablespace of an alias of `pg_class`; NULL where it is the database's own. */
export function tablespaceOf(alias: string): string {
  return `CASE WHEN ${alias}.reltablespace <> 0 THEN (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = ${alias}.reltablespace) END`;
}

export function placedOf({ tablespace }: { readonly tablespace: string | null }): Placed {
  return tablespace === null ? {} : { tablespace };
}
