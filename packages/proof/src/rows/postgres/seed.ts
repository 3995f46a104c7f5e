import { type PostgresConnection } from "@limbeck/database";
import { type Table } from "@limbeck/model";
import { quoteIdentifier, quoteList, quoteName, quoteString } from "@limbeck/operations";

import { type SeedCheck, seedCheck, type SeedColumn, type SeedRow, type SeedTable } from "../seedTable.ts";
import { givenColumns } from "../tableRows.ts";
import { seedValue, type TypeFacts } from "./seedValue.ts";

/** What is known of the tables; one question for all. */
export async function seedTablesOnPostgres(
  connection: PostgresConnection,
  tables: readonly Table[],
): Promise<readonly SeedTable[]> {
  const facts = await connection.query<ColumnFacts>(FACTS, [tables.map(quoteName)]);
  return tables.map((table, at) => {
    const own = facts.filter((fact) => fact.at === at + 1);
    return {
      ...table,
      checks: [...table.checks.map(seedCheck), ...own.flatMap(({ checks }) => checks ?? [])],
      columns: own.filter(({ column }) => givenColumns(table).includes(column)).map(columnOf),
    };
  });
}

/** A text for any type: the server reads it. */
export function insertOnPostgres(table: SeedTable, row: SeedRow): string {
  const names = Object.keys(row);
  if (names.length === 0) return `INSERT INTO ${quoteName(table)} DEFAULT VALUES`;
  const values = quoteString(JSON.stringify(row));
  // Composed on the server, so that an identity takes the value, and a generated one is left out.
  return `INSERT INTO ${quoteName(table)} ${quoteList(names)} OVERRIDING SYSTEM VALUE SELECT ${names.map(quoteIdentifier).join(", ")} FROM jsonb_populate_record(NULL::${quoteName(table)}, ${values})`;
}

interface ColumnFacts extends TypeFacts {
  /** Which of the tables, counted from 1. */
  readonly at: number;
  readonly column: string;
  readonly needed: boolean;
  /** The conditions of its domain, with the name of the column for the value. */
  readonly checks: readonly SeedCheck[] | null;
}

const KINDS: Readonly<Partial<Record<string, SeedColumn["kind"]>>> = { S: "text", N: "number" };

function columnOf(facts: ColumnFacts): SeedColumn {
  const { column, needed, category } = facts;
  return {
    name: column,
    needed,
    kind: KINDS[category] ?? "other",
    value: (number) => seedValue(facts, number),
  };
}

const FACTS = `
  SELECT n.at::int AS at, a.attname AS column, a.attnotnull OR own.typnotnull AS needed,
    t.typname AS name, t.typtype AS type, t.typcategory AS category,
    format_type(t.oid, CASE own.typtype WHEN 'd' THEN own.typtypmod ELSE a.atttypmod END) AS written,
    (SELECT jsonb_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) AS labels,
    (SELECT jsonb_build_object('name', typname, 'category', typcategory) FROM pg_type e WHERE e.oid = t.typelem AND t.typelem <> 0) AS element,
    (SELECT jsonb_agg(jsonb_build_object('name', c.conname, 'condition', replace(pg_get_constraintdef(c.oid), 'VALUE', a.attname))) FROM pg_constraint c WHERE c.contypid = own.oid AND c.contype = 'c') AS checks
  FROM unnest($1::text[]) WITH ORDINALITY AS n(name, at)
  JOIN pg_attribute a ON a.attrelid = n.name::regclass AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type own ON own.oid = a.atttypid
  JOIN pg_type t ON t.oid = CASE own.typtype WHEN 'd' THEN own.typbasetype ELSE own.oid END
  ORDER BY n.at, a.attnum`;
