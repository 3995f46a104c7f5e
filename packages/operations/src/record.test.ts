import { describe, expect, it } from "@jest/globals";

import { compile } from "./derive.ts";
import { sql } from "./input/sqlInput.ts";
import { type Operations, record } from "./record.ts";
import { renderOperation } from "./render.ts";

const context = { dialect: "postgres", direction: "upgrade", offline: false, replay: false, x: {} } as const;

function recordText(text: string): ReturnType<typeof record> {
  // The line of a file, run as the file would run it.
  const body = new Function("op", "sql", text) as (op: Operations, tag: typeof sql) => void;
  return record((op) => body(op, sql), context);
}

const LINES: readonly [string, (op: Operations) => void, readonly string[]][] = [
  [
    "a table",
    (op) =>
      op.createTable("tasks", {
        columns: [
          { name: "id", type: "serial" },
          { name: "title", type: "varchar(200)", nullable: false, default: "it's" },
          { name: "at", type: "timestamptz", default: sql`now()` },
        ],
        primaryKey: ["id"],
        checks: [{ name: "size", expression: sql`length(title) > ${3}` }],
        indexes: [
          { name: "ix", columns: [{ column: "at", order: "desc" }, { expression: sql`lower(title)` }] },
        ],
      }),
    [
      `CREATE TABLE "tasks" (
  "id" serial NOT NULL,
  "title" varchar(200) DEFAULT 'it''s' NOT NULL,
  "at" timestamptz DEFAULT now(),
  CONSTRAINT "tasks_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "size" CHECK (length(title) > 3)
)`,
      `CREATE INDEX "ix" ON "tasks" ("at" DESC, (lower(title)))`,
    ],
  ],
  [
    "a column's type and default",
    (op) =>
      op.alterColumn("t", "c", {
        type: { from: "text", to: "integer" },
        using: sql`c::integer`,
        default: { from: "1", to: 1 },
      }),
    [
      `ALTER TABLE "t" ALTER COLUMN "c" DROP DEFAULT`,
      `ALTER TABLE "t" ALTER COLUMN "c" TYPE integer USING c::integer`,
      `ALTER TABLE "t" ALTER COLUMN "c" SET DEFAULT 1`,
    ],
  ],
  [
    "a collation behind the type of a new column",
    (op) => op.addColumn("t", { name: "c", type: 'varchar(20)[] collate pg_catalog."C"', nullable: false }),
    [`ALTER TABLE "t" ADD COLUMN "c" varchar(20)[] COLLATE "C" NOT NULL`],
  ],
  [
    "a type with its collation",
    (op) => op.alterColumn("t", "c", { type: { from: 'varchar(5) COLLATE "C"', to: 'text COLLATE "C"' } }),
    [`ALTER TABLE "t" ALTER COLUMN "c" TYPE text COLLATE "C"`],
  ],
  [
    "a name that needs quotes",
    (op) => op.renameTable({ schema: "My Schema", name: 'a"b' }, "ünï"),
    [`ALTER TABLE "My Schema"."a""b" RENAME TO "ünï"`],
  ],
  [
    "an index that is built beside the application",
    (op) => op.createIndex("t", { name: "i", columns: ["c"], comment: "for search" }, { concurrently: true }),
    [`CREATE INDEX CONCURRENTLY "i" ON "t" ("c")`, `COMMENT ON INDEX "i" IS 'for search'`],
  ],
  [
    "an index that is dropped so",
    (op) => op.dropIndex({ schema: "s", name: "t" }, "i", { concurrently: true }),
    [`DROP INDEX CONCURRENTLY "s"."i"`],
  ],
  [
    "text that looks like a template",
    (op) => op.execute("SELECT '${x}', E'\\n', '`'"),
    ["SELECT '${x}', E'\\n', '`'"],
  ],
];

describe("a recorded line", () => {
  it.each(LINES)("%s: compiles as expected, and its text records the same", (_, body, expected) => {
    const [entry] = record(body, context);
    if (entry === undefined) throw new Error("nothing was recorded");
    const plan = compile(entry.operation, "postgres", { version: 180000 });
    expect(plan.kind === "statements" && plan.statements.map(({ sql: text }) => text)).toEqual(expected);
    expect(recordText(renderOperation(entry.operation)).map(({ operation }) => operation)).toEqual([
      entry.operation,
    ]);
  });

  it("knows the line it came from", () => {
    const [entry] = record((op) => op.dropTable("t"), context);
    expect(entry?.stack).toContain("record.test.ts");
  });

  it("inside of autocommit says so", () => {
    const body = (op: Operations): void => {
      op.dropTable("a");
      op.autocommit((inside) => {
        inside.dropTable("b");
        inside.autocommit((deeper) => deeper.dropTable("c"));
      });
      op.dropTable("d");
    };
    expect(record(body, context).map(({ autocommit }) => autocommit)).toEqual([
      undefined,
      true,
      true,
      undefined,
    ]);
    // eslint-disable-next-line @typescript-eslint/no-misused-promises, @typescript-eslint/require-await -- the mistake that is tested
    const wrong = (op: Operations): void => op.autocommit(async (inside) => inside.dropTable("b"));
    expect(() => record(wrong, context)).toThrow("op.autocommit");
  });

  it("says what SQL a revision takes", () => {
    const drizzles = "{ queryChunks: ['SELECT 1'] }";
    for (const line of [`op.execute(${drizzles})`, `op.execute("SELECT 1", { down: ${drizzles} })`])
      expect(() => recordText(line)).toThrow(
        "op.execute: takes a string or the sql`…` of limbeck; that of Drizzle belongs in op.run.",
      );
  });
});
