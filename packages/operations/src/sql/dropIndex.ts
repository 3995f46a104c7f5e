import { type Index, type QualifiedName } from "@limbeck/model";

import { type IfExists, ifExistsSql } from "../ifExists.ts";
import { dollarQuoted } from "./dollarQuoted.ts";
import { quoteName } from "./identifier.ts";
import { quoteString } from "./literal.ts";

/** Whether partitions have keys on their parts of an index, which is no key itself. */
export function carriesKeys(index: Index | undefined): boolean {
  return index?.parts?.some(({ key }) => key !== undefined) === true;
}

/**
 * DROP INDEX, of one on whose parts partitions have keys: only CASCADE drops such a key, which by itself cannot go either (the index
 * requires its part). Lest anything else goes with it, nothing may stand on these keys.
 */
export function dropWithKeysSql(index: QualifiedName, options: IfExists = {}): readonly string[] {
  const name = quoteName(index);
  const found = options.ifExists === true ? `to_regclass(${quoteString(name)})` : quoteString(name);
  const guard = `
BEGIN
  IF EXISTS (
    SELECT FROM pg_partition_tree(${found}) part
    JOIN pg_depend d ON d.deptype = 'n' AND (d.refobjid = part.relid OR d.refobjid IN (
      SELECT o.oid FROM pg_constraint o WHERE o.conindid = part.relid AND o.contype IN ('p', 'u')))
  ) THEN
    RAISE dependent_objects_still_exist USING MESSAGE = ${quoteString(`something stands on a key that goes with index ${name}`)};
  END IF;
END
`;
  return [`DO ${dollarQuoted(guard, "guard")}`, `DROP INDEX ${ifExistsSql(options)}${name} CASCADE`];
}
