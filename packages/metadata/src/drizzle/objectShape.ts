import { type DrizzleSequenceOptions } from "./columnShape.ts";
import { type DrizzleSql, type DrizzleTable } from "./drizzle.ts";

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
