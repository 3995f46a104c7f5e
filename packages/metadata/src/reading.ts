import { type Dialect, type QualifiedName, type SqlText, truncateName } from "@limbeck/model";
import { columnNamer } from "./casing.ts";
import { type Adapter, adapterOf } from "./drizzle/adapter.ts";
import { type NamedColumn } from "./drizzle/columnShape.ts";
import { type Casing, type Drizzle } from "./drizzle/drizzle.ts";
import { type ColumnName } from "./names.ts";
import { sqlLiteral } from "./sql/literal.ts";
import { type RenderSql, sqlRenderer } from "./sqlText.ts";

export interface ReadOptions {
  /** From `requireDrizzle`. */
  readonly drizzle: Drizzle;
  /** Whose models are read: those of PostgreSQL unless said. */
  readonly dialect?: Dialect;
  /** The `casing` of drizzle.config.ts; only 0.45 has it. */
  readonly casing?: Casing;
  /** PostgreSQL: the namespace that unqualified names mean; `public` unless said. */
  readonly defaultSchema?: string;
}

/** What every reader of a noun needs. */
export interface Reading {
  readonly drizzle: Drizzle;
  readonly adapter: Adapter;
  /** What the texts of types mean, each worked out once: thousands of columns have a few types. */
  readonly plainTypes: Map<string, SqlText>;
  /** Of an expression within a table. */
  readonly render: RenderSql;
  /** Of a whole query. */
  readonly renderQuery: RenderSql;
  /** The name of a column as the database has it: cased, and cut to 63 bytes. */
  readonly columnName: (column: NamedColumn) => string;
  readonly name: (column: NamedColumn) => ColumnName;
  readonly names: (columns: readonly NamedColumn[]) => readonly ColumnName[];
  /** A name of the database: without its schema where that is the default one, cut to 63 bytes. */
  readonly qualified: (schema: string | undefined, name: string) => QualifiedName;
}

export function readingOf({ drizzle, casing, defaultSchema = "public" }: ReadOptions): Reading {
  const adapter = adapterOf(drizzle);
  const dialect = () => new drizzle.pg.PgDialect(casing === undefined ? undefined : { casing });
  const cased = columnNamer(drizzle, casing);
  const columnName = (column: NamedColumn): string => truncateName(cased(column));
  const name = (column: NamedColumn): ColumnName => ({
    written: column.name,
    cased: cased(column),
    stored: columnName(column),
  });
  return {
    drizzle,
    adapter,
    plainTypes: new Map(),
    columnName,
    render: sqlRenderer(dialect(), sqlLiteral, "indexes"),
    renderQuery: sqlRenderer(dialect(), sqlLiteral),
    name,
    names: (columns) => columns.map(name),
    qualified: (schema, name) =>
      schema === undefined || schema === "" || schema === defaultSchema
        ? { name: truncateName(name) }
        : { schema: truncateName(schema), name: truncateName(name) },
  };
}
