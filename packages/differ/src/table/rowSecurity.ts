import { nameKey, type Schema } from "@limbeck/model";
import { defined } from "@limbeck/operations";

/** What of row security the target says. */
export interface RowSecurityOwned {
  /** Whether a table without flag and policies is to have none. */
  readonly policies: boolean;
  /** Whether a table that does not force row security is not to have it forced. */
  readonly forced: boolean;
}

/** The target with the flags and policies of the start, as far as it does not speak of them. */
export function adoptRowSecurity(
  before: Schema,
  after: Schema,
  { policies, forced }: RowSecurityOwned,
): Schema {
  if (policies && forced) return after;
  const old = new Map(before.tables.map((table) => [nameKey(table), table]));
  return {
    ...after,
    tables: after.tables.map((table) => {
      const was = old.get(nameKey(table));
      if (was === undefined) return table;
      const { rowSecurity, forceRowSecurity, ...rest } = table;
      return defined({
        ...rest,
        rowSecurity: policies ? rowSecurity : was.rowSecurity,
        forceRowSecurity: forced ? forceRowSecurity : was.forceRowSecurity,
        policies: policies ? table.policies : was.policies,
      });
    }),
  };
}
