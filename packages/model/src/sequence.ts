import { type QualifiedName } from "./name.ts";

/** The integer types that a sequence counts in. */
export type SequenceType = "smallint" | "integer" | "bigint";

/**
 * Options of a sequence, each absent where it has PostgreSQL's default for the type and direction (PostgreSQL manual,
 * CREATE SEQUENCE). Numbers are decimal texts: a bigint limit has more digits than a JavaScript number keeps.
 */
export interface SequenceOptions {
  readonly increment?: string;
  readonly min?: string;
  readonly max?: string;
  readonly start?: string;
  readonly cache?: string;
  readonly cycle?: true;
}

/** The column with which a sequence goes. */
export interface SequenceOwner {
  readonly table: QualifiedName;
  readonly column: string;
}

/** A free-standing sequence. Those of serial and identity columns belong to their column. */
export interface Sequence extends QualifiedName {
  /** Absent: bigint. */
  readonly type?: Exclude<SequenceType, "bigint">;
  readonly options: SequenceOptions;
  /** Kept out of the write-ahead log (PostgreSQL 15). */
  readonly unlogged?: true;
  readonly ownedBy?: SequenceOwner;
  readonly comment?: string;
}

const LIMITS: Readonly<Record<SequenceType, { readonly min: string; readonly max: string }>> = {
  smallint: { min: "-32768", max: "32767" },
  integer: { min: "-2147483648", max: "2147483647" },
  bigint: { min: "-9223372036854775808", max: "9223372036854775807" },
};

/** Every option said out loud. */
export interface FullSequenceOptions {
  readonly increment: string;
  readonly min: string;
  readonly max: string;
  readonly start: string;
  readonly cache: string;
  readonly cycle: boolean;
}

/** The options with PostgreSQL's defaults filled in (ascending: 1 … type's maximum, from the minimum; descending the mirror). */
export function fillSequenceOptions(options: SequenceOptions, type: SequenceType): FullSequenceOptions {
  const increment = options.increment ?? "1";
  const descending = increment.startsWith("-");
  const min = options.min ?? (descending ? LIMITS[type].min : "1");
  const max = options.max ?? (descending ? "-1" : LIMITS[type].max);
  const start = options.start ?? (descending ? max : min);
  return { increment, min, max, start, cache: options.cache ?? "1", cycle: options.cycle ?? false };
}

/** The options with whatever PostgreSQL would choose by itself left out. */
export function trimSequenceOptions(
  options: Partial<FullSequenceOptions>,
  type: SequenceType,
): SequenceOptions {
  const { increment, min, max, start, cache, cycle } = options;
  const direction = increment === undefined || increment === "1" ? {} : { increment };
  const plain = fillSequenceOptions(direction, type);
  const limits = {
    ...(min === undefined || min === plain.min ? {} : { min }),
    ...(max === undefined || max === plain.max ? {} : { max }),
  };
  const implied = fillSequenceOptions({ ...direction, ...limits }, type);
  return {
    ...direction,
    ...limits,
    ...(start === undefined || start === implied.start ? {} : { start }),
    ...(cache === undefined || cache === "1" ? {} : { cache }),
    ...(cycle === true ? { cycle } : {}),
  };
}
