import { type Column, type SqlText } from "@limbeck/model";
import { type DrizzleColumn } from "../drizzle/columnShape.ts";

// The name of a collation stands in quotes of any of SQLite's kinds, or in none.
const COLLATION = /\s+collate\s+(?:"((?:[^"]|"")+)"|`((?:[^`]|``)+)`|\[([^\]]+)\]|([\w$]+))\s*$/i;

/** The type as the model declares it. */
export function readType(column: DrizzleColumn): SqlText {
  const written = column.getSQLType().replace(COLLATION, "").trim();
  return { written, canonical: canonicalType(written) };
}

/** SQLite keeps the text of a type as it was written and finds the affinity in it without regard to case and spaces. */
export function canonicalType(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/\s*([(),])\s*/g, "$1")
    .trim();
}

/** A custom type may say one: `text COLLATE NOCASE`. */
export function readCollation(column: DrizzleColumn): Pick<Column, "collation"> {
  const found = COLLATION.exec(column.getSQLType());
  const collation = found?.slice(1).find(Boolean);
  return collation === undefined ? {} : collationNamed(collation.replace(/(["`])\1/g, "$1"));
}

const OWN: readonly string[] = ["BINARY", "NOCASE", "RTRIM"];

/** A collation as SQLite knows it: its own in capitals, and none where it is the one that goes without saying. */
export function collationNamed(name: string): { readonly collation?: string } {
  const own = OWN.find((one) => one === name.toUpperCase());
  return own === "BINARY" ? {} : { collation: own ?? name };
}
