import { type Sequence, type SequenceOptions, type SequenceType, trimSequenceOptions } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { nameOf } from "./constraint.ts";
import { type AnyColumn } from "./declarations/attach.ts";
import { type DrizzleColumn, type DrizzleSequenceOptions } from "./drizzle/columnShape.ts";
import { type DrizzleSequence } from "./drizzle/objectShape.ts";
import { placeOf } from "./drizzle/table.ts";
import { factOn } from "./fact.ts";
import { type Reading } from "./reading.ts";
import { unloggedOf } from "./tableSettings.ts";

/** Drizzle's sequences are free-standing and count in bigint, unless a declaration of declarations/sequence.ts says otherwise. */
export function readSequence(sequence: DrizzleSequence, reading: Reading): Sequence {
  const { type = "bigint", ownedBy } = factOn(sequence, "sequence") ?? {};
  return {
    ...reading.qualified(sequence.schema, sequence.seqName),
    ...(type === "bigint" ? {} : { type }),
    options: readSequenceOptions(sequence.seqOptions, type),
    ...unloggedOf(sequence),
    ...(ownedBy === undefined ? {} : { ownedBy: ownerOf(ownedBy(), reading) }),
    ...commentOf(sequence),
  };
}

function ownerOf(column: AnyColumn, reading: Reading): NonNullable<Sequence["ownedBy"]> {
  // Every column of Drizzle has a table; the declarations ask for less, so that both majors fit.
  const { schema, name } = placeOf((column as AnyColumn & DrizzleColumn).table);
  return { table: reading.qualified(schema, name), column: nameOf(column, reading) };
}

/** The options without those that PostgreSQL would choose by itself. */
export function readSequenceOptions(
  options: DrizzleSequenceOptions | undefined,
  type: SequenceType,
): SequenceOptions {
  const { increment, minValue, maxValue, startWith, cache, cycle } = options ?? {};
  return trimSequenceOptions(
    {
      ...(increment === undefined ? {} : { increment: digits(increment) }),
      ...(minValue === undefined ? {} : { min: digits(minValue) }),
      ...(maxValue === undefined ? {} : { max: digits(maxValue) }),
      ...(startWith === undefined ? {} : { start: digits(startWith) }),
      ...(cache === undefined ? {} : { cache: digits(cache) }),
      ...(cycle === undefined ? {} : { cycle }),
    },
    type,
  );
}

const MAX = 2n ** 63n - 1n;

/** A number beyond 2^53 is the nearest that JavaScript has: 9223372036854775807 arrives one too big, and is meant. */
function digits(value: number | string | bigint): string {
  if (typeof value === "string") return value.trim();
  const exact = typeof value === "number" && Number.isFinite(value) ? BigInt(Math.trunc(value)) : value;
  return String(exact === MAX + 1n ? MAX : exact);
}
