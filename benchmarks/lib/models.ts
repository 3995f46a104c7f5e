const PER_FILE = 20;

/**
 * The Drizzle models of a service with that many tables, as files by name: eight columns, a foreign key, two indexes, a check. In the first
 * `changed` tables one thing each is another: a column or an index more, another default, another check.
 */
export function models(tables: number, changed = 0): Readonly<Record<string, string>> {
  const count = Math.ceil(tables / PER_FILE);
  return Object.fromEntries(
    Array.from({ length: count }, (_, file) => {
      const first = file * PER_FILE;
      const numbers = Array.from({ length: Math.min(PER_FILE, tables - first) }, (__, at) => first + at);
      return [
        `src/models${file}.ts`,
        IMPORTS +
          numbers
            .map((number) => {
              const text = table(number, number > first);
              return number < changed ? withChange(number, text) : text;
            })
            .join(""),
      ];
    }),
  );
}

function withChange(number: number, text: string): string {
  const changes = [
    ['  data: jsonb("data"),', '  data: jsonb("data"),\n  note: text("note"),'],
    ['default("empty")', 'default("nothing")'],
    [
      `  index("table_${number}_name")`,
      `  index("table_${number}_active").on(t.active),\n  index("table_${number}_name")`,
    ],
    ["t.amount} >= 0", "t.amount} > 0"],
  ] as const;
  const [from, to] = changes[number % changes.length] ?? ["", ""];
  return text.replace(from, to);
}

const IMPORTS = `import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, numeric, pgTable, serial, text, timestamp, uniqueIndex, varchar } from "drizzle-orm/pg-core";
`;

function table(number: number, hasParent: boolean): string {
  const parent = hasParent ? `.references(() => table${number - 1}.id, { onDelete: "cascade" })` : "";
  return `
export const table${number} = pgTable("table_${number}", {
  id: serial("id").primaryKey(),
  parentId: integer("parent_id")${parent},
  name: varchar("name", { length: 200 }).notNull(),
  body: text("body").default("empty"),
  amount: numeric("amount", { precision: 10, scale: 2 }).notNull().default("0"),
  active: boolean("active").notNull().default(true),
  data: jsonb("data"),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
}, (t) => [
  index("table_${number}_name").on(t.name),
  uniqueIndex("table_${number}_order").on(t.parentId, t.createdAt.desc()),
  check("table_${number}_amount", sql\`\${t.amount} >= 0\`),
]);
`;
}
