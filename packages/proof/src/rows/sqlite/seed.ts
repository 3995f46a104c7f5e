import { spelling, type Table } from "@limbeck/model";
import { quoteList, quoteQualified, quoteSqliteLiteral } from "@limbeck/operations";

import { seedCheck, type SeedColumn, type SeedRow, type SeedTable } from "../seedTable.ts";
import { givenColumns } from "../tableRows.ts";

/** Beyond the numbers that revisions give their own rows. */
const FIRST = 70;

export function seedTableOnSqlite(table: Table): SeedTable {
  const given = new Set(givenColumns(table));
  const key = new Set(table.primaryKey?.columns ?? []);
  return {
    ...table,
    checks: table.checks.map(seedCheck),
    columns: table.columns
      .filter(({ name }) => given.has(name))
      .map(({ name, type, nullable }) => columnOf(name, spelling(type), !nullable || key.has(name))),
  };
}

function columnOf(name: string, type: string, needed: boolean): SeedColumn {
  const { kind, value } = ofAffinity(type);
  return { name, needed, kind, value };
}

type Values = Pick<SeedColumn, "kind" | "value">;

/** By the rules of sqlite.org/datatype3.html, section 3.1, in their order. */
const AFFINITIES: readonly (readonly [RegExp, Values])[] = [
  [/int/i, { kind: "number", value: (number) => String(FIRST + number) }],
  [/char|clob|text/i, { kind: "text", value: (number) => String(FIRST + number) }],
  [/blob|^$/i, { kind: "other", value: (number) => `x'7${number}'` }],
  [/real|floa|doub/i, { kind: "number", value: (number) => `${FIRST + number}.5` }],
  [/bool/i, { kind: "number", value: (number) => String(number % 2) }],
];

const NUMERIC: Values = { kind: "number", value: (number) => `${FIRST + number}` };

function ofAffinity(type: string): Values {
  return AFFINITIES.find(([pattern]) => pattern.test(type))?.[1] ?? NUMERIC;
}

/** The affinity of a column makes a number of a text that is one. */
export function insertOnSqlite(table: SeedTable, row: SeedRow): string {
  const names = Object.keys(row);
  if (names.length === 0) return `INSERT INTO ${quoteQualified(table)} DEFAULT VALUES`;
  const values = Object.values(row).map((value) => (BYTES.test(value) ? value : quoteSqliteLiteral(value)));
  return `INSERT INTO ${quoteQualified(table)} ${quoteList(names)} VALUES (${values.join(", ")})`;
}

const BYTES = /^x'[0-9a-f]*'$/;
