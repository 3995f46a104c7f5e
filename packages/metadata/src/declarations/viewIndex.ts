import { type AnyColumn, type AnySql, attach } from "./attach.ts";

/** A column of the view: by its name in the database, or as a field of the view, which has a name or is SQL with one. */
export type ViewColumn = string | AnyColumn | AnySql;

/** What one position of the index sorts by. SQL may say the rest too: sql`lower(name) text_pattern_ops`. */
export type ViewIndexElement =
  | ViewColumn
  | ({
      /** Absent: ascending. */
      readonly order?: "desc";
      readonly nulls?: "first" | "last";
      readonly operatorClass?: string;
      readonly collation?: string;
    } & ({ readonly column: ViewColumn } | { readonly expression: AnySql }));

export interface ViewIndexConfig {
  readonly name: string;
  readonly columns: readonly ViewIndexElement[];
  readonly unique?: boolean;
  /** Absent: btree. */
  readonly method?: "btree" | "hash" | "gist" | "spgist" | "gin" | "brin" | (string & {});
  readonly include?: readonly ViewColumn[];
  readonly nullsNotDistinct?: true;
  /** Storage parameters. */
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly where?: AnySql;
  readonly comment?: string;
}

/**
 * Says which indexes a materialized view has, all of them:
 *
 *     export const turnover = viewIndexes(
 *       pgMaterializedView("turnover").as((q) => q.select().from(orders)),
 *       (view) => [{ name: "turnover_customer", columns: [view.customer], unique: true }],
 *     );
 *
 * The view is given back as it came. One without this declaration keeps the indexes that it has.
 */
export function viewIndexes<T extends object>(
  view: T,
  indexes: readonly ViewIndexConfig[] | ((view: T) => readonly ViewIndexConfig[]),
): T {
  return attach(view, "viewIndexes", () => (typeof indexes === "function" ? indexes(view) : indexes));
}
