import { type TableBuilders } from "./constraintShape.ts";
import { type Casing, type DrizzleDialect, type DrizzleTable, type Kind } from "./drizzle.ts";
import { type DrizzleView, type DrizzleViewConfig } from "./objectShape.ts";

/** `drizzle-orm/sqlite-core`, as far as it is read. */
export interface SqliteCore extends TableBuilders {
  readonly SQLiteTable: Kind<DrizzleTable>;
  readonly SQLiteView: Kind<DrizzleView>;
  readonly SQLiteDialect: new (options?: { casing?: Casing }) => DrizzleDialect;
  /** Only in 0.45: 1.0 has one class of dialect. */
  readonly SQLiteSyncDialect?: SqliteCore["SQLiteDialect"];
  readonly getViewConfig: (view: DrizzleView) => DrizzleViewConfig;
}
