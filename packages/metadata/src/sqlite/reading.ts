import { columnNamer } from "../casing.ts";
import { type Adapter } from "../drizzle/adapter.ts";
import { adapter045 } from "../drizzle/adapter045.ts";
import { adapter1 } from "../drizzle/adapter1.ts";
import { type NamedColumn } from "../drizzle/columnShape.ts";
import { type Drizzle } from "../drizzle/drizzle.ts";
import { type SqliteCore } from "../drizzle/sqliteCore.ts";
import { type ReadOptions } from "../reading.ts";
import { type RenderSql, sqlRenderer } from "../sqlText.ts";
import { sqliteLiteral } from "./literal.ts";

/** What every reader of a noun of SQLite needs. */
export interface SqliteReading {
  readonly drizzle: Drizzle;
  readonly core: SqliteCore;
  readonly adapter: Pick<Adapter, "isFilledIn" | "jsonString">;
  /** Whether drizzle-kit writes the names that the author chose for keys: that of 0.45 does not. */
  readonly keepsKeyNames: boolean;
  /** Of an expression within a table. */
  readonly render: RenderSql;
  /** Of a whole query. */
  readonly renderQuery: RenderSql;
  /** The name of a column as the database has it; SQLite keeps names of any length. */
  readonly columnName: (column: NamedColumn) => string;
}

export function sqliteReading({ drizzle, casing }: ReadOptions): SqliteReading {
  const core = drizzle.sqlite;
  const isFirst = core.SQLiteSyncDialect !== undefined;
  const dialect = () => new core.SQLiteDialect(casing === undefined ? undefined : { casing });
  return {
    drizzle,
    core,
    adapter: isFirst ? adapter045 : adapter1,
    keepsKeyNames: !isFirst,
    render: sqlRenderer(dialect(), sqliteLiteral, "indexes"),
    renderQuery: sqlRenderer(dialect(), sqliteLiteral),
    columnName: columnNamer(drizzle, casing),
  };
}
