const PER_FILE = 20;

/** As `models`, for SQLite, with what drizzle-kit finds nothing to do for where nothing has changed. */
export function sqliteModels(tables: number): Readonly<Record<string, string>> {
  const files = Array.from({ length: Math.ceil(tables / PER_FILE) }, (_, file) => {
    const first = file * PER_FILE;
    const numbers = Array.from({ length: Math.min(PER_FILE, tables - first) }, (__, at) => first + at);
    const text = numbers.map((number) => table(number, number > first)).join("");
    return [`src/models${file}.ts`, IMPORTS + text] as const;
  });
  return Object.fromEntries(files);
}

const IMPORTS = `import { index, integer, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
`;

function table(number: number, hasParent: boolean): string {
  const parent = hasParent ? `.references(() => table${number - 1}.id, { onDelete: "cascade" })` : "";
  return `
export const table${number} = sqliteTable("table_${number}", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  parentId: integer("parent_id")${parent},
  name: text("name").notNull(),
  body: text("body").default("empty"),
  amount: real("amount").notNull().default(0),
  active: integer("active", { mode: "boolean" }).notNull(),
  data: text("data", { mode: "json" }),
  createdAt: text("created_at").notNull(),
}, (t) => [
  index("table_${number}_name").on(t.name),
  uniqueIndex("table_${number}_order").on(t.parentId, t.createdAt),
]);
`;
}
