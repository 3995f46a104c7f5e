import { cased, type DefaultNames, type ReferenceNames, serverName } from "./names.ts";

/** drizzle-kit 1.0.0-rc.5, `fromDrizzleSchema` and `interimToDDL`. */
export const names1: DefaultNames = {
  columnPrimaryKey: (table) => serverName(table, undefined, "pkey"),
  primaryKey: (table) => `${table}_pkey`,
  // It writes UNIQUE behind the column, and the server finds the name.
  columnUnique: (table, column) => serverName(table, cased(column), "key"),
  unique: (table, columns) => [table, ...columns.map(cased), "unique"].join("_"),
  foreignKey,
  index: (table, elements) => [table, ...elements, "index"].join("_"),
  chosen: (name) => name,
};

/** Counts characters where the server counts bytes, as drizzle-kit does. */
function foreignKey({ table, columns, foreignTable, foreignColumns }: ReferenceNames): string {
  const parts = [table, ...columns.map(cased), foreignTable, ...foreignColumns.map(cased)];
  const name = [...parts, "fkey"].join("_");
  if (name.length <= 63) return name;
  const short = `${digest(name)}_fkey`;
  return table.length < 45 ? `${table}_${short}` : short;
}

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LENGTH = 12;

/** The polynomial hash that stands in drizzle-kit's names: base 53, modulo 62 to the 12th, as twelve digits. */
function digest(text: string): string {
  const base = BigInt(DIGITS.length);
  const modulus = base ** BigInt(LENGTH);
  let sum = 0n;
  let power = 1n;
  for (const character of text) {
    sum = (sum + BigInt(character.codePointAt(0) ?? 0) * power) % modulus;
    power = (power * 53n) % modulus;
  }
  let digits = "";
  for (let rest = sum; digits.length < LENGTH; rest /= base)
    digits = (DIGITS[Number(rest % base)] ?? "") + digits;
  return digits;
}
