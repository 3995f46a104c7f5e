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

/** What a table's callback may return in whichever dialect. */
export interface TableBuilders {
  readonly IndexBuilder: Kind<Builder<DrizzleIndex>>;
  readonly CheckBuilder: Kind<Builder<DrizzleCheck>>;
  readonly UniqueConstraintBuilder: Kind<Builder<DrizzleUnique>>;
  readonly PrimaryKeyBuilder: Kind<Builder<DrizzlePrimaryKey>>;
  readonly ForeignKeyBuilder: Kind<Builder<DrizzleForeignKey>>;
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

export interface DrizzleColumn {
  readonly name: string;
  /** The author wrote no name: it is the property's, and casing applies. */
  readonly keyAsName: boolean;
  readonly primary: boolean;
  readonly notNull: boolean;
  /** `undefined` means none; `hasDefault` is no witness, for `$default` sets it too. */
  readonly default: unknown;
  readonly isUnique: boolean;
  readonly uniqueName?: string | undefined;
  readonly uniqueType?: string | undefined;
  readonly columnType: string;
  /** Only on integers of SQLite. */
  readonly autoIncrement?: boolean;
  readonly generated?: { readonly as: unknown; readonly mode?: string } | undefined;
  readonly generatedIdentity?: DrizzleIdentity | undefined;
  readonly table: DrizzleTable;
  /** Only on columns of an enum type. */
  readonly enum?: DrizzleEnum;
  /** Only in 1.0. */
  readonly dimensions?: number;
  getSQLType(): string;
  mapToDriverValue(value: unknown): unknown;
}

export interface DrizzleArrayColumn extends DrizzleColumn {
  readonly baseColumn: DrizzleColumn;
}

export interface DrizzleIdentity {
  readonly type: "always" | "byDefault";
  readonly sequenceName?: string | undefined;
  readonly sequenceOptions?: DrizzleSequenceOptions | undefined;
}

export interface DrizzleSequenceOptions {
  readonly increment?: number | string | bigint;
  readonly minValue?: number | string | bigint;
  readonly maxValue?: number | string | bigint;
  readonly startWith?: number | string | bigint;
  readonly cache?: number | string | bigint;
  readonly cycle?: boolean;
}

export interface DrizzleSchema {
  readonly schemaName: string;
  /** Only in 1.0: `pgSchema("auth").existing()` is somebody else's. */
  readonly isExisting?: boolean;
}

export interface DrizzleEnum {
  readonly enumName: string;
  readonly enumValues: readonly string[];
  readonly schema?: string | undefined;
}

export interface DrizzleSequence {
  readonly seqName: string;
  readonly seqOptions?: DrizzleSequenceOptions | undefined;
  readonly schema?: string | undefined;
}

/** A view answers for its columns; what it is, `getViewConfig` says. */
export type DrizzleView = object;

export interface DrizzleViewConfig {
  readonly name: string;
  readonly schema?: string | undefined;
  /** Absent for `.existing()`. */
  readonly query?: DrizzleSql | undefined;
  readonly with?: Readonly<Record<string, unknown>> | undefined;
  readonly using?: string | undefined;
  readonly tablespace?: string | undefined;
  readonly withNoData?: boolean | undefined;
  /** Columns, and SQL with names. */
  readonly selectedFields?: Readonly<Record<string, unknown>>;
}

/** What the extra configuration of a table returns. */
export interface Builder<Built> {
  build(table: DrizzleTable): Built;
}

/** The name and where it came from: all that a constraint keeps of a column. */
export interface NamedColumn {
  readonly name: string;
  readonly keyAsName: boolean;
}

export interface DrizzlePrimaryKey {
  readonly columns: readonly NamedColumn[];
  readonly name?: string | undefined;
  getName(): string;
}

export interface DrizzleUnique {
  readonly columns: readonly NamedColumn[];
  /** Never absent: where the author gave none it is Drizzle's own. */
  readonly name: string;
  /** Only in 1.0. */
  readonly isNameExplicit?: boolean;
  readonly nullsNotDistinct: boolean;
}

export interface DrizzleCheck {
  readonly name: string;
  readonly value: DrizzleSql;
}

/** What `crudPolicy` and `pgPolicy` make: no builder, but the thing itself. */
export interface DrizzlePolicy {
  readonly name: string;
  readonly as?: string | undefined;
  readonly for?: string | undefined;
  /** A name, a role, or a list of these. */
  readonly to?: unknown;
  readonly using?: DrizzleSql | undefined;
  readonly withCheck?: DrizzleSql | undefined;
  /** `.link(table)`, for a policy that stands outside of its table. */
  readonly _linkedTable?: DrizzleTable | undefined;
}

export interface DrizzleRole {
  readonly name: string;
  readonly createDb?: boolean | undefined;
  readonly createRole?: boolean | undefined;
  readonly inherit?: boolean | undefined;
  /** `.existing()`: somebody else's. */
  readonly _existing?: boolean | undefined;
}

export interface DrizzleForeignKey {
  readonly onDelete?: string | undefined;
  readonly onUpdate?: string | undefined;
  reference(): DrizzleReference;
  getName(): string;
}

export interface DrizzleReference {
  readonly name?: string | undefined;
  readonly columns: readonly NamedColumn[];
  readonly foreignTable: DrizzleTable;
  readonly foreignColumns: readonly NamedColumn[];
}

export interface DrizzleIndex {
  readonly config: {
    readonly name?: string | undefined;
    readonly columns: readonly unknown[];
    readonly unique?: boolean;
    readonly method?: string;
    readonly with?: Readonly<Record<string, unknown>> | undefined;
    readonly where?: DrizzleSql | undefined;
  };
}

export interface DrizzleIndexedColumn extends NamedColumn {
  readonly indexConfig?: {
    readonly order?: "asc" | "desc";
    readonly nulls?: "first" | "last";
    readonly opClass?: string;
  };
}
