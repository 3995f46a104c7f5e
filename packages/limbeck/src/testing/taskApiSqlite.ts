/** What each part of the task service's models is called in `drizzle-orm/sqlite-core`. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^import \{[\s\S]*?\} from "drizzle-orm\/pg-core";\n/, ""],
  [/^export const \w+ = pgEnum\(.*\n/gm, ""],
  [/taskStatus\(("\w+")\)/g, 'text($1, { enum: ["todo", "in_progress", "done"] })'],
  [/messageRole\(("\w+")\)/g, 'text($1, { enum: ["user", "assistant", "system"] })'],
  [/pgTable\(/g, "sqliteTable("],
  [/AnyPgColumn/g, "AnySQLiteColumn"],
  [/serial\(("\w+")\)\.primaryKey\(\)/g, "integer($1).primaryKey({ autoIncrement: true })"],
  [/bigint\(("\w+"),.*?\)\.primaryKey\(\)\.generatedAlwaysAsIdentity\(\)/g, "integer($1).primaryKey()"],
  [/varchar\(/g, "text("],
  [/boolean\(("\w+")\)/g, 'integer($1, { mode: "boolean" })'],
  [/timestamp\(("\w+"),[^)]*\)/g, 'integer($1, { mode: "timestamp" })'],
  [/\.defaultNow\(\)/g, ".default(sql`(unixepoch())`)"],
  [/text\(("\w+")\)\.array\(\)/g, 'text($1, { mode: "json" })'],
  [/jsonb\(("\w+")\)/g, 'text($1, { mode: "json" })'],
  [/(t\.\w+)\.desc\(\)/g, "sql`${$1} desc`"],
];

const IMPORTS = `import { sql } from "drizzle-orm";
import { type AnySQLiteColumn, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
`;

/** The models of the task service as an author on SQLite writes them. */
export function onSqlite(schema: string): string {
  return IMPORTS + WORDS.reduce((text, [from, to]) => text.replace(from, to), schema);
}
