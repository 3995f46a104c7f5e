import { type Named, type Schema, sortSchema, type Table, type View } from "@limbeck/model";

/** The schema as a text that is equal for equal databases: the order of columns and of members says nothing. */
export function schemaText(schema: Schema): string {
  const { tables, views, ...rest } = sortSchema(schema);
  return JSON.stringify(
    { ...rest, tables: tables.map(sortTable), views: views.map(saidOf) },
    (_key, value: unknown) => (isRecord(value) ? sortKeys(inServersWords(value)) : value),
    1,
  );
}

function sortTable(table: Table): Table {
  return {
    ...table,
    columns: byName(table.columns),
    uniques: byName(table.uniques),
    foreignKeys: byName(table.foreignKeys),
    checks: byName(table.checks),
    exclusions: byName(table.exclusions),
    indexes: byName(table.indexes),
    policies: byName(table.policies),
  };
}

/** What a view reads and gives is learnt, not said; whether it was made without its rows says nothing of what it is. */
function saidOf({ uses: _, columns: __, withNoData: ___, ...view }: View): View {
  return view;
}

function byName<T extends Pick<Named, "name">>(list: readonly T[]): readonly T[] {
  return [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where a text has two spellings, the server's is the one that counts; who chose a name is nothing that a database knows. */
function inServersWords(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { written, derivedName: _, ...rest } = value;
  const canonical = rest["canonical"] ?? written;
  return typeof canonical === "string" ? { ...rest, canonical: unquotedSequence(canonical) } : rest;
}

/** The server puts a sequence that a default calls into quotes only where it has to. */
function unquotedSequence(text: string): string {
  return text.replace(/^nextval\('.*'::regclass\)$/, (call) => call.replaceAll(/"([a-z_][a-z\d_]*)"/g, "$1"));
}

function sortKeys(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
