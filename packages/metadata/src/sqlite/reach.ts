import { type DrizzleTable } from "../drizzle/drizzle.ts";
import { type DrizzleView } from "../drizzle/objectShape.ts";
import { isAlias, placeOf } from "../drizzle/table.ts";
import { type Declared } from "../errors.ts";
import { type Found, objectsOf } from "../exports.ts";
import { foreignTables } from "../foreignTables.ts";
import { checkColumns, misplaced } from "../misplaced.ts";
import { checkModel } from "../modelChecks.ts";
import { type ModelTable, modelTable } from "../modelTable.ts";
import { strays, type Warning } from "../warning.ts";
import { type SqliteReading } from "./reading.ts";

/** What can be reached from the exports. Each object once, however many names it is exported under. */
export interface Reached {
  readonly tables: ReadonlyMap<DrizzleTable, ModelTable>;
  readonly views: ReadonlyMap<DrizzleView, Declared>;
  readonly warnings: readonly Warning[];
}

/**
 * Walks the exports, and from the tables follows foreign keys to more tables, because a missing export must never look like a drop.
 * Models of PostgreSQL are passed over.
 */
export function reach(found: readonly Found[], { drizzle, core }: SqliteReading): Reached {
  const { is } = drizzle;
  const isOwn = (value: unknown): value is DrizzleTable => is(value, core.SQLiteTable);
  const exported = objectsOf(found, (value): value is DrizzleTable => isOwn(value) && !isAlias(value));
  const tables = followed(exported, (table, declared) => modelTable(table, declared, { is, core }));
  for (const table of tables.values()) {
    checkColumns(table);
    checkModel(table);
  }
  return {
    tables,
    views: objectsOf(found, (value): value is DrizzleView => is(value, core.SQLiteView)),
    warnings: [
      ...foreignTables(found, isOwn, "sqlite"),
      ...[...tables.values()].flatMap((table) => [...strays(table, "sqlite"), ...misplaced(table, "sqlite")]),
    ],
  };
}

/** The exported tables and those that their foreign keys lead to, and so on. */
function followed(
  exported: ReadonlyMap<DrizzleTable, Declared>,
  read: (table: DrizzleTable, declared: Declared) => ModelTable,
): ReadonlyMap<DrizzleTable, ModelTable> {
  const tables = new Map([...exported].map(([table, declared]) => [table, read(table, declared)]));
  // A Map also walks what is added to it on the way.
  for (const { references, declared } of tables.values())
    for (const { foreignTable } of references.map(({ built }) => built.reference)) {
      const place = { file: declared.file, export: placeOf(foreignTable).name, followed: true as const };
      if (!tables.has(foreignTable)) tables.set(foreignTable, read(foreignTable, place));
    }
  return tables;
}
