import { type DrizzleArrayColumn, type DrizzleIndexedColumn } from "./columnShape.ts";
import { type TableBuilders } from "./constraintShape.ts";
import {
  type DrizzleEnum,
  type DrizzlePolicy,
  type DrizzleRole,
  type DrizzleSchema,
  type DrizzleSequence,
  type DrizzleView,
  type DrizzleViewConfig,
} from "./objectShape.ts";
import { type SqliteCore } from "./sqliteCore.ts";

/**
 * Drizzle as the reader sees it: the few exports and fields that it uses, which 0.45 and 1.0 have in common. They are
 * written down here because the two majors do not share types, and many of the fields stand in neither's declarations.
 */
export interface Drizzle {
  readonly version: string;
  readonly is: <T>(value: unknown, kind: Kind<T>) => value is T;
  readonly SQL: Kind<DrizzleSql>;
  readonly Name: Kind<DrizzleName>;
  readonly pg: PgCore;
  /** Loaded when it is first asked for: a project on PostgreSQL has no use for it. */
  readonly sqlite: SqliteCore;
  /** drizzle-orm/casing; absent in 1.0, where a column has its cased name from the start. */
  readonly casing: CasingFunctions | undefined;
}

/** A class of Drizzle, good for `is()` only: `instanceof` fails as soon as two copies are loaded. */
export interface Kind<T> {
  readonly prototype: T;
}

export interface CasingFunctions {
  readonly toSnakeCase: (name: string) => string;
  readonly toCamelCase: (name: string) => string;
}

export interface PgCore extends TableBuilders {
  readonly PgTable: Kind<DrizzleTable>;
  readonly PgSchema: Kind<DrizzleSchema>;
  readonly PgSequence: Kind<DrizzleSequence>;
  readonly PgPolicy: Kind<DrizzlePolicy>;
  readonly PgRole: Kind<DrizzleRole>;
  readonly PgView: Kind<DrizzleView>;
  readonly PgMaterializedView: Kind<DrizzleView>;
  readonly IndexedColumn: Kind<DrizzleIndexedColumn>;
  /** Only in 0.45: 1.0 counts `dimensions` on the column itself. */
  readonly PgArray?: Kind<DrizzleArrayColumn>;
  readonly PgDialect: new (options?: { casing?: Casing }) => DrizzleDialect;
  readonly getViewConfig: (view: DrizzleView) => DrizzleViewConfig;
  readonly getMaterializedViewConfig: (view: DrizzleView) => DrizzleViewConfig;
  readonly isPgEnum: (value: unknown) => value is DrizzleEnum;
}

export type Casing = "snake_case" | "camelCase";

export interface DrizzleSql {
  readonly queryChunks: readonly unknown[];
}

/** A name as it stands in SQL, between quotes. */
export interface DrizzleName {
  readonly value: string;
}

export interface DrizzleDialect {
  /** Called for each parameter with its position and, though the declarations hide it, its value. */
  escapeParam: (position: number, value: unknown) => string;
  sqlToQuery(sql: DrizzleSql, source?: "indexes"): { readonly sql: string };
}

/** Every part of a table stands under a symbol: see `drizzle/table.ts`. */
export type DrizzleTable = object;
