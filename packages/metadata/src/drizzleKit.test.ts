import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { type Schema, showName, spelling, type Table } from "@limbeck/model";
import { type Casing } from "./drizzle/drizzle.ts";
import { readModels } from "./readModels.ts";
import { sqlLiteral } from "./sql/literal.ts";
import { drizzleKitSql } from "./testing/drizzleKit.ts";
import { drizzleOf, EVERYTHING, loadModels } from "./testing/models.ts";

const FILES = EVERYTHING.core["drizzle-orm"];
const CASINGS: readonly (Casing | undefined)[] = [undefined, "snake_case", "camelCase"];

/** A database that drizzle-kit made from the models, asked for what names and types it has. */
describe.each(CASINGS)("a database made by drizzle-kit with casing %s", (casing) => {
  let database: TestDatabase;
  let schema: Schema;
  const ask = async (sql: string): Promise<readonly string[]> => {
    const client = await database.client();
    const { rows } = await client.query<{ line: string }>(sql);
    return rows.map(({ line }) => line).sort();
  };

  beforeAll(async () => {
    const drizzle = drizzleOf("drizzle-orm");
    const modules = loadModels(FILES, "drizzle-orm");
    schema = readModels(modules, { drizzle, ...(casing === undefined ? {} : { casing }) }).schema;
    database = await freshDatabase();
    // One message, and so one transaction, in which nothing can be built concurrently.
    await database.execute(drizzleKitSql(FILES, casing).join("\n").replaceAll("CONCURRENTLY", ""));
  });
  afterAll(() => database.drop());

  it("has the constraints under the names that the reader gives", async () => {
    expect(await ask(CONSTRAINTS)).toEqual(linesOf(schema, constraintLines));
  });

  it("has the indexes under the names that the reader gives", async () => {
    expect(await ask(INDEXES)).toEqual(linesOf(schema, indexLines));
  });

  it("has the columns with the canonical types, and NOT NULL where the reader says so", async () => {
    const server = await ask(COLUMNS);
    const read = linesOf(schema, columnLines);
    // What has no canonical type is for the server to say.
    const known = new Set(read.filter((line) => !line.endsWith("?")));
    expect(known.size).toBeGreaterThan(300);
    expect(server.filter((line) => !known.has(line)).map(withoutType)).toEqual(
      read.filter((line) => line.endsWith("?")).map(withoutType),
    );
  });
});

/** What the server makes of the texts that were read, beside what it made of drizzle-kit's. */
describe("the SQL that is read means what drizzle-kit's means", () => {
  let database: TestDatabase;
  let schema: Schema;
  const ask = async (sql: string): Promise<readonly string[]> => {
    const client = await database.client();
    const { rows } = await client.query<{ line: string }>(sql);
    return rows.map(({ line }) => line).sort();
  };
  const afterRunning = async (question: string, statements: readonly string[]): Promise<void> => {
    const before = await ask(question);
    expect(before.length).toBe(statements.length);
    await database.execute(statements.join(";\n"));
    expect(await ask(question)).toEqual(before);
  };

  beforeAll(async () => {
    schema = readModels(loadModels(FILES, "drizzle-orm"), { drizzle: drizzleOf("drizzle-orm") }).schema;
    database = await freshDatabase();
    await database.execute(drizzleKitSql(FILES).join("\n").replaceAll("CONCURRENTLY", ""));
  });
  afterAll(() => database.drop());

  it("in defaults", () => afterRunning(DEFAULTS, schema.tables.flatMap(defaultStatements)));
  it("in checks", () => afterRunning(CHECKS, schema.tables.flatMap(checkStatements)));
  it("in indexes", () => afterRunning(INDEX_DEFINITIONS, schema.tables.flatMap(indexStatements)));
  it("in generated columns", () => afterRunning(GENERATED, schema.tables.flatMap(generatedStatements)));
});

const TABLE = `case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname`;
const CONSTRAINTS = `
  select ${TABLE} || ': ' || o.contype::text || ' ' || o.conname as line
  from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname !~ '^(pg_|information)' and o.contype in ('p', 'u', 'f', 'c')`;
const INDEXES = `
  select ${TABLE} || ': ' || i.relname as line
  from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
  join pg_namespace n on n.oid = c.relnamespace
  where n.nspname !~ '^(pg_|information)' and not exists (select from pg_constraint where conindid = i.oid and contype in ('p', 'u'))`;
const COLUMNS = `
  select ${TABLE} || '.' || a.attname || case when a.attnotnull then ' not null' else '' end || ' is '
    || case when a.atthasdef then 'set ' else '' end || format_type(a.atttypid, a.atttypmod) as line
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname !~ '^(pg_|information)' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`;

const EXPRESSION = (generated: string): string => `
  select ${TABLE} || '.' || a.attname || ': ' || pg_get_expr(d.adbin, d.adrelid) as line
  from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
  join pg_class c on c.oid = d.adrelid join pg_namespace n on n.oid = c.relnamespace
  where a.attgenerated = '${generated}' and pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname) is null`;
const DEFAULTS = EXPRESSION("");
const GENERATED = EXPRESSION("s");
const CHECKS = `
  select conrelid::regclass || ': ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint
  where contype = 'c' and conrelid <> 0 and connamespace::regnamespace::text !~ '^(pg_|information)'`;
const INDEX_DEFINITIONS = `
  select pg_get_indexdef(indexrelid) as line from pg_index join pg_class c on c.oid = indexrelid
  where c.relnamespace::regnamespace::text !~ '^(pg_|information)' and not exists (select from pg_constraint where conindid = c.oid and contype in ('p', 'u'))`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const sqlName = ({ schema, name }: { readonly schema?: string; readonly name: string }): string =>
  schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;

function defaultStatements(table: Table): readonly string[] {
  return table.columns.flatMap(({ name, default: value }) => {
    if (value === undefined || value.kind === "serial") return [];
    const text = value.kind === "literal" ? sqlLiteral(value.value) : spelling(value);
    return [`alter table ${sqlName(table)} alter ${quoted(name)} set default ${text}`];
  });
}

function generatedStatements(table: Table): readonly string[] {
  return table.columns.flatMap(({ name, generated }) =>
    generated === undefined
      ? []
      : [
          `alter table ${sqlName(table)} alter ${quoted(name)} set expression as (${spelling(generated.expression)})`,
        ],
  );
}

function checkStatements(table: Table): readonly string[] {
  return table.checks.map(({ name, expression }) => {
    const drop = `alter table ${sqlName(table)} drop constraint ${quoted(name)}`;
    return `${drop}, add constraint ${quoted(name)} check (${spelling(expression)})`;
  });
}

function indexStatements(table: Table): readonly string[] {
  return table.indexes.map((index) => {
    const elements = index.elements.map((element) => {
      const what = element.kind === "column" ? quoted(element.column) : `(${spelling(element.expression)})`;
      const nulls = element.nulls === undefined ? "" : `nulls ${element.nulls}`;
      return [what, element.operatorClass ?? "", element.order ?? "", nulls].join(" ");
    });
    const storage = Object.entries(index.with ?? {}).map(([key, value]) => `${key}=${value}`);
    return [
      `drop index ${sqlName({ ...table, name: index.name })}; create ${index.unique ? "unique" : ""} index`,
      `${quoted(index.name)} on ${sqlName(table)} using ${index.method ?? "btree"} (${elements.join(", ")})`,
      storage.length === 0 ? "" : `with (${storage.join(", ")})`,
      index.where === undefined ? "" : `where ${spelling(index.where)}`,
    ].join(" ");
  });
}

function linesOf(schema: Schema, lines: (table: Table) => readonly string[]): readonly string[] {
  return schema.tables.flatMap(lines).sort();
}

function constraintLines(table: Table): readonly string[] {
  const keys = table.primaryKey === undefined ? [] : [`p ${table.primaryKey.name}`];
  const named = [
    ...table.uniques.map(({ name }) => `u ${name}`),
    ...table.foreignKeys.map(({ name }) => `f ${name}`),
    ...table.checks.map(({ name }) => `c ${name}`),
  ];
  return [...keys, ...named].map((line) => `${showName(table)}: ${line}`);
}

function indexLines(table: Table): readonly string[] {
  return table.indexes.map(({ name }) => `${showName(table)}: ${name}`);
}

function columnLines(table: Table): readonly string[] {
  return table.columns.map((column) => {
    const set = column.default !== undefined || column.generated !== undefined ? "set " : "";
    const head = `${showName(table)}.${column.name}${column.nullable ? "" : " not null"}`;
    return `${head} is ${set}${column.type.canonical ?? "?"}`;
  });
}

function withoutType(line: string): string {
  return line.replace(/ is (set )?.*$/, " is $1");
}
