import { type AnyColumn, type AnySql, attach } from "./attach.ts";
import { either, flag, having, list, options, sql, text, word, yes } from "./kind.ts";
import { columnOrName, parameters, view as isView } from "./kinds.ts";
import { checkOptions, checkValue, type Kinds } from "./options.ts";

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
  checkValue("What viewIndexes() stands around", view, isView);
  return attach(view, "viewIndexes", () => defined(typeof indexes === "function" ? indexes(view) : indexes));
}

function defined(indexes: readonly ViewIndexConfig[]): readonly ViewIndexConfig[] {
  checkValue("What viewIndexes() says", indexes, INDEXES);
  for (const index of indexes) checkOptions(`index ${index.name} of viewIndexes()`, index, KINDS);
  return indexes;
}

const INDEXES = list({ ...having("columns", ""), words: "{ name, columns, … }" }, 0);
const COLUMN = either(columnOrName, sql);
const OPTIONS = { order: word("desc"), nulls: word("first", "last"), operatorClass: text, collation: text };

const KINDS: Kinds<ViewIndexConfig> = {
  name: text,
  columns: list(
    either(
      COLUMN,
      options({ column: COLUMN, ...OPTIONS }, ["column"]),
      options({ expression: sql, ...OPTIONS }, ["expression"]),
    ),
  ),
  unique: flag,
  method: text,
  include: list(COLUMN),
  nullsNotDistinct: yes,
  with: parameters,
  where: sql,
  comment: text,
};
