import { type DrizzleTable } from "./drizzle.ts";
import { type DrizzleEnum } from "./objectShape.ts";

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

/** The name and where it came from: all that a constraint keeps of a column. */
export interface NamedColumn {
  readonly name: string;
  readonly keyAsName: boolean;
}

export interface DrizzleIndexedColumn extends NamedColumn {
  readonly indexConfig?: {
    readonly order?: "asc" | "desc";
    readonly nulls?: "first" | "last";
    readonly opClass?: string;
  };
}
