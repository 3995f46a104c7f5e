import { type Connection } from "@limbeck/database";
import { emptySchema, foldName, type Schema, sortSchema, type Table, type View } from "@limbeck/model";
import { bookkeepingTables } from "../bookkeeping.ts";
import { groupBy } from "../groupBy.ts";
import { type Introspection, type IntrospectOptions } from "../introspection.ts";
import { type Catalog, type ObjectRow, readCatalog } from "./catalog.ts";
import { reading, tablesOf } from "./table.ts";
import { triggerOf } from "./trigger.ts";
import { isInternal, unmodelledOf } from "./unmodelled.ts";
import { type ColumnLists, viewOf } from "./view.ts";

/** `introspect` for SQLite: the database `main`. Whatever is attached beside it, and temporary tables, are not its own. */
export async function introspectSqlite(
  connection: Connection,
  options: IntrospectOptions,
): Promise<Introspection> {
  const catalog = await readCatalog(connection);
  const ignore = options.ignore ?? (() => false);
  return {
    schema: schemaOf(catalog, (kind, name) => !isHidden(kind, name, options) && !ignore(kind, name)),
    unmodelled: unmodelledOf(catalog.kinds).filter(({ kind, name }) => !ignore(kind, name)),
    defaultSchema: "main",
    serverVersion: connection.server.version,
    searchPath: "",
  };
}

/** What keeps the state of migration tools is never reported. */
function isHidden(kind: string, name: string, { bookkeeping = [], othersBookkeeping }: IntrospectOptions) {
  if (kind !== "table") return false;
  return bookkeeping.includes(name) || (othersBookkeeping !== true && bookkeepingTables.includes(name));
}

function schemaOf(catalog: Catalog, keep: (kind: string, name: string) => boolean): Schema {
  const plain = new Set(catalog.kinds.filter(({ kind }) => kind === "table").map(({ name }) => name));
  const ofType = (type: ObjectRow["type"]) => catalog.objects.filter((row) => row.type === type);
  const isOurs = ({ name }: ObjectRow) => plain.has(name) && !isInternal(name) && keep("table", name);
  const tables = tablesOf(ofType("table").filter(isOurs), catalog);
  const views = viewsOf(
    ofType("view").filter(({ name }) => keep("view", name)),
    tables,
    catalog,
  );
  const relations = new Set([...tables, ...views].map(({ name }) => name));
  const triggers = ofType("trigger").filter(
    ({ table, name }) => relations.has(table) && keep("trigger", `${table}.${name}`),
  );
  return sortSchema({
    ...emptySchema("sqlite"),
    tables,
    views,
    triggers: triggers.map((row) => reading("trigger", row, () => triggerOf(row))),
  });
}

function viewsOf(rows: readonly ObjectRow[], tables: readonly Table[], catalog: Catalog): readonly View[] {
  const columns = groupBy(catalog.viewColumns, ({ table }) => table);
  const listed = ({ name }: ObjectRow) =>
    (columns.get(name) ?? []).map(({ name: one, type }) => ({ name: one, type }));
  const lists: ColumnLists = new Map(
    [...tables, ...rows.map((row) => ({ name: row.name, columns: listed(row) }))].map((one) => [
      foldName(one.name),
      { name: one.name, columns: one.columns.map(({ name }) => name) },
    ]),
  );
  return rows.map((row) => reading("view", row, () => viewOf(row, listed(row), lists)));
}
