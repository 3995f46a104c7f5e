import { readFileSync } from "node:fs";

const EXAMPLE = new URL("../../../../examples/task-api/src/schema.ts", import.meta.url);

/** How the models of the task service change, as its author would edit the file. */
export interface State {
  readonly message: string;
  readonly edit: (schema: string) => string;
  /** What an author says beside `--autogenerate`. */
  readonly flags?: readonly string[];
  /** How the author fills in what the written revision leaves open. */
  readonly fill?: (revision: string) => string;
  /** What the server says while the author has not. */
  readonly unfilled?: string;
}

/** Replaces a text that must be there, so that no step of the story is silently empty. */
function replace(schema: string, from: string | RegExp, to: string): string {
  const edited = schema.replace(from, to);
  if (edited === schema) throw new Error(`the models do not hold ${String(from)}`);
  return edited;
}

export const taskApi: readonly State[] = [
  { message: "initial", edit: () => readFileSync(EXAMPLE, "utf8") },
  {
    message: "remove priority and tags",
    edit: (schema) => replace(replace(schema, /^ *priority: .*\n/m, ""), /^ *tags: .*\n/m, ""),
  },
  {
    message: "user preferences",
    edit: (schema) => `${schema}
export const userPreferences = pgTable(
  "user_preferences",
  {
    id: serial("id").primaryKey(),
    userId: integer("user_id").notNull().unique().references(() => users.id),
    showCompleted: boolean("show_completed").notNull().default(true),
    compactView: boolean("compact_view").notNull().default(false),
    darkMode: boolean("dark_mode").notNull().default(false),
  },
  (t) => [index("ix_user_preferences_user_id").on(t.userId)],
);
`,
  },
  {
    message: "conversations",
    edit: (schema) => `${schema}
export const messageRole = pgEnum("message_role", ["user", "assistant", "system"]);

export const conversations = pgTable("conversations", {
  id: serial("id").primaryKey(),
  userId: integer("user_id").notNull().references(() => users.id),
  title: varchar("title", { length: 200 }),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

export const messages = pgTable("messages", {
  id: serial("id").primaryKey(),
  conversationId: integer("conversation_id").notNull().references(() => conversations.id),
  role: messageRole("role").notNull().default("user"),
  content: text("content").notNull(),
});
`,
  },
  {
    message: "recurring tasks",
    edit: (schema) =>
      replace(
        schema,
        /^( *)dueDate:/m,
        '$1isRecurring: boolean("is_recurring").notNull().default(false),\n$1recurrencePattern: text("recurrence_pattern"),\n$1dueDate:',
      ),
  },
  {
    message: "role as text",
    edit: (schema) =>
      replace(
        replace(schema, 'messageRole("role")', 'varchar("role", { length: 20 })'),
        /^export const messageRole.*\n/m,
        "",
      ),
  },
  {
    message: "task order index",
    edit: (schema) =>
      replace(
        schema,
        /^( *)index\("ix_task_user_status"\)/m,
        '$1index("ix_task_order").on(t.userId, t.createdAt.desc()),\n$1index("ix_task_user_status")',
      ),
  },
  {
    message: "priority as a number",
    edit: (schema) =>
      replace(schema, /^( *)dueDate:/m, '$1priorityId: integer("priority_id").notNull(),\n$1dueDate:'),
    fill: (revision) =>
      replace(revision, "sql`TODO`", "sql`CASE WHEN description LIKE '%urgent%' THEN 1 ELSE 2 END`"),
    unfilled: "rows of tasks that have no priority_id need one: write it in place of TODO",
  },
  {
    message: "subtasks",
    edit: (schema) =>
      `${replace(replace(schema, /^( *)dueDate:/m, '$1mainSubtaskId: integer("main_subtask_id").references((): AnyPgColumn => subtasks.id),\n$1dueDate:'), "import {", "import {\n  type AnyPgColumn,")}
export const subtasks = pgTable("subtasks", {
  id: serial("id").primaryKey(),
  taskId: integer("task_id").notNull().references((): AnyPgColumn => tasks.id, { onDelete: "cascade" }),
  title: text("title").notNull(),
});
`,
  },
  {
    message: "history and tags",
    edit: (schema) => `${replace(schema, "import {", "import {\n  primaryKey,\n  jsonb,\n  bigint,")}
export const auditLog = pgTable("audit_log", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  entity: text("entity").notNull(),
  changes: jsonb("changes").notNull().default({}),
  at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
});

export const tags = pgTable("tags", {
  id: serial("id").primaryKey(),
  name: varchar("name", { length: 50 }).notNull().unique(),
});

export const taskTags = pgTable(
  "task_tags",
  {
    taskId: integer("task_id").notNull().references(() => tasks.id, { onDelete: "cascade" }),
    tagId: integer("tag_id").notNull().references(() => tags.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.taskId, t.tagId] })],
);
`,
  },
  {
    message: "rename",
    edit: (schema) =>
      replace(
        replace(
          schema,
          'title: varchar("title", { length: 200 }).notNull(),',
          'name: varchar("name", { length: 200 }).notNull(),',
        ),
        '("ix_task_title").on(t.title)',
        '("ix_task_title").on(t.name)',
      ),
    flags: ["--rename", "tasks.title:name"],
  },
  // A name that the running version of the application still uses cannot be renamed: three revisions, with a release after each.
  {
    message: "add users.full_name",
    edit: (schema) =>
      replace(
        schema,
        'name: varchar("name", { length: 100 }).notNull(),\n    createdAt',
        'name: varchar("name", { length: 100 }).notNull(),\n    fullName: varchar("full_name", { length: 100 }),\n    createdAt',
      ),
    fill: (revision) =>
      replace(
        replace(revision, "type Operations }", "type Operations, sql }"),
        /(op\.addColumn\("users"[^;]*;\n)/,
        "$1  op.execute(sql`UPDATE users SET full_name = name`);\n",
      ),
  },
  {
    message: "switch to users.full_name",
    edit: (schema) =>
      replace(
        replace(
          schema,
          'varchar("full_name", { length: 100 })',
          'varchar("full_name", { length: 100 }).notNull()',
        ),
        'name: varchar("name", { length: 100 }).notNull(),\n    fullName',
        'name: varchar("name", { length: 100 }),\n    fullName',
      ),
    fill: (revision) =>
      // There, and on the way back.
      replace(replace(revision, "sql`TODO`", "sql`name`"), "sql`TODO`", "sql`full_name`"),
  },
  {
    message: "drop users.name",
    edit: (schema) => replace(schema, /^ *name: varchar\("name", \{ length: 100 \}\),\n(?= *fullName)/m, ""),
  },
];

/** The models after each state. */
export function taskApiModels(): readonly (Omit<State, "edit"> & { readonly schema: string })[] {
  let schema = "";
  return taskApi.map(({ edit, ...state }) => {
    schema = edit(schema);
    return { ...state, schema };
  });
}
