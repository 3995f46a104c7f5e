import { canonicalType, splitCollation, type SqlText } from "@limbeck/model";
import { type ArrayElement } from "./drizzle/adapter.ts";
import { type DrizzleColumn } from "./drizzle/columnShape.ts";
import { enumName } from "./enum.ts";
import { type Reading } from "./reading.ts";
import { quoteIdentifier } from "./sql/identifier.ts";

/** `serial` is no type, but an integer with a sequence of its own. */
const SERIAL: ReadonlyMap<string, string> = new Map([
  ["smallserial", "smallint"],
  ["serial2", "smallint"],
  ["serial", "integer"],
  ["serial4", "integer"],
  ["bigserial", "bigint"],
  ["serial8", "bigint"],
]);

/** What the type of a column says. */
export interface DeclaredType {
  /** As the model writes it, with the server's own name where it is built in or an enum. */
  readonly type: SqlText;
  /** A custom type may say one: `text COLLATE "C"`. */
  readonly collation?: string;
  readonly serial: boolean;
}

export function readType(column: DrizzleColumn, reading: Reading): DeclaredType {
  const text = column.getSQLType();
  const { type, collation } = splitCollation(text);
  const element = reading.adapter.element(column, reading.drizzle);
  return {
    type: readEnumType(element, reading) ?? readPlainType(type, element, reading),
    ...(collation === undefined ? {} : { collation }),
    // A custom type may say `serial` too, so the text decides, not the builder.
    serial: isSerial(text),
  };
}

function readPlainType(declared: string, { dimensions }: ArrayElement, { plainTypes }: Reading): SqlText {
  const text = plainText(declared);
  // In 0.45 the type of an array ends in its brackets, in 1.0 it has none.
  const written = text.endsWith("]") ? text : text + "[]".repeat(dimensions);
  const known = plainTypes.get(written) ?? plainType(written);
  plainTypes.set(written, known);
  return known;
}

function plainType(written: string): SqlText {
  const type = SERIAL.get(written.toLowerCase()) ?? written;
  const canonical = canonicalType(type);
  return canonical === undefined ? { written: type } : { written: type, canonical };
}

/** Drizzle writes `timestamp (3) with time zone`. */
function plainText(text: string): string {
  return text.trim().replace(/^(timestamp|time) \(/, "$1(");
}

/** `getSQLType` gives the bare name of an enum: no schema, no quotes. The server keeps one pair of brackets. */
function readEnumType({ column, dimensions }: ArrayElement, reading: Reading): SqlText | undefined {
  if (column.enum === undefined) return undefined;
  const { schema, name } = enumName(column.enum, reading);
  const quoted = quoteIdentifier(name);
  const qualified = schema === undefined ? quoted : `${quoteIdentifier(schema)}.${quoted}`;
  const type = dimensions > 0 ? `${qualified}[]` : qualified;
  return { written: type, canonical: type };
}

// Without a length these two mean a length of 1, so that a cast to them would cut the value; the names are the server's
// own for "any length" (format_type).
const ANY_LENGTH: ReadonlyMap<string, string> = new Map([
  ["character", "bpchar"],
  ["bit", '"bit"'],
]);

/**
 * The type that a constant is cast to: without length or precision, because the server applies those by itself when the
 * value is assigned, and shows a cast that names them as something else.
 */
export function castType(type: SqlText): string {
  const text = type.canonical ?? type.written ?? "";
  const array = text.endsWith("]") ? "[]" : "";
  const element = text.replace(/(\s*\[\d*\])+$/, "");
  const bare = element.startsWith('"') ? element : element.replace(/\s*\([^()]*\)/, "");
  return (ANY_LENGTH.get(bare) ?? bare) + array;
}

/** Whether a type as a column says it is one of the serial pseudo-types. */
export function isSerial(text: string): boolean {
  return SERIAL.has(text.toLowerCase());
}
