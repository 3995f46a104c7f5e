import pg from "pg";
import { nouns } from "./nouns.ts";

/** What the witness needs of a client: `pg`'s, whatever it is connected to. */
export interface WitnessClient {
  query(sql: string): Promise<{ rows: unknown[] }>;
}

export interface WitnessOptions {
  /** Tables to leave out with all that belongs to them, as `name` (in any schema) or `schema.name`. */
  readonly withoutTables?: readonly string[];
  /** Schemas to leave out with all that is in them. */
  readonly withoutSchemas?: readonly string[];
}

/**
 * All that a database is, as sorted lines of `noun place name: facts`: two databases are the same when their lines are.
 * Column order, the names of NOT NULL constraints, owners, and what extensions bring with them do not count. It reads the
 * catalog with queries of its own, so that it can bear witness about the product, which has others.
 */
export async function catalogWitness(client: WitnessClient, options: WitnessOptions = {}): Promise<string[]> {
  const path = await textOf(client, "SELECT current_setting('search_path')");
  await client.query("SELECT set_config('search_path', '', false)");
  try {
    const found = JSON.parse(await textOf(preparing(client), ALL_NOUNS)) as Readonly<
      Record<string, readonly Row[]>
    >;
    return Object.entries(found)
      .flatMap(([noun, rows]) => linesOf(noun, rows, options))
      .sort();
  } finally {
    await client.query(`SELECT set_config('search_path', ${literal(path)}, false)`);
  }
}

/** One statement for all nouns, so that they are asked in one round trip. */
const ALL_NOUNS = `SELECT json_build_object(${Object.entries(nouns)
  .map(
    ([noun, sql]) => `${literal(noun)},
  (SELECT coalesce(json_agg(json_build_array(namespace, "table", name, facts)), '[]') FROM (${sql}) AS noun)`,
  )
  .join(",\n")})::text`;

/** To plan that takes the server longer than to answer it, and the same session is often asked again. */
function preparing(client: WitnessClient): WitnessClient {
  if (!(client instanceof pg.Client)) return client;
  return { query: (text) => client.query<Record<string, unknown>>({ name: "limbeck witness", text }) };
}

function linesOf(noun: string, rows: readonly Row[], options: WitnessOptions): readonly string[] {
  return rows
    .filter((row) => !isLeftOut(row, options))
    .map(([namespace, table, name, facts]) => `${noun} ${join(namespace, table)} ${name}: ${oneLine(facts)}`);
}

/** The namespace and table that something belongs to, its name, and its facts. */
type Row = readonly [namespace: string | null, table: string | null, name: string, facts: string | null];

function isLeftOut(
  [namespace, table]: Row,
  { withoutTables = [], withoutSchemas = [] }: WitnessOptions,
): boolean {
  if (namespace !== null && withoutSchemas.includes(namespace)) return true;
  return table !== null && (withoutTables.includes(table) || withoutTables.includes(join(namespace, table)));
}

function join(namespace: string | null, table: string | null): string {
  return [namespace, table].filter((part) => part !== null).join(".");
}

function oneLine(facts: string | null): string {
  return (facts ?? "").replaceAll("\n", "\\n");
}

async function textOf(client: WitnessClient, sql: string): Promise<string> {
  const { rows } = await client.query(sql);
  const [row] = rows;
  if (typeof row !== "object" || row === null) throw new TypeError(`no row from ${sql}`);
  return String(Object.values(row)[0]);
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
