import { type Dialect } from "@limbeck/model";

import { primaryKeyInput } from "./input/constraintInput.ts";
import { isSql } from "./input/sqlInput.ts";
import { type TableInput } from "./input/tableInput.ts";
import { type Operation, rowOf } from "./operations.ts";

/** The line of an operation in a revision file, not yet laid out: `op.dropTable("tasks");`. */
export function renderOperation(op: Operation, dialect: Dialect = "postgres"): string {
  const args = argsOn(op, dialect).filter((arg) => arg !== undefined);
  const directive = op.kind === "own" ? op.data.kind : op.kind;
  return `op.${directive}(${args.map(renderValue).join(", ")});`;
}

/** On SQLite a primary key without a name is another one than that of the name that PostgreSQL would give it. */
function argsOn(op: Operation, dialect: Dialect): readonly unknown[] {
  const args: readonly unknown[] = rowOf(op).args(op);
  if (dialect !== "sqlite" || op.kind !== "createTable") return args;
  const { primaryKey: key } = op.table;
  const [table, definition, ...more] = args;
  if (key === undefined || key.unnamed === true || key.derivedName === true) return args;
  return [table, { ...(definition as TableInput), primaryKey: primaryKeyInput(key) }, ...more];
}

/** Whether the line of an operation uses the `sql` tag, so that the file has to import it. */
export function usesSql(op: Operation): boolean {
  return rowOf(op).args(op).some(holdsSql);
}

function holdsSql(value: unknown): boolean {
  if (isSql(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsSql);
}

/** Plain data as TypeScript. */
function renderValue(value: unknown): string {
  if (isSql(value)) return renderSql(value.text);
  if (Array.isArray(value)) return `[${value.map(renderValue).join(", ")}]`;
  if (typeof value === "object" && value !== null) return renderObject(value);
  if (typeof value === "function") return value.toString();
  return typeof value === "bigint" ? `${value}n` : JSON.stringify(value);
}

function renderSql(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("`", "\\`")
    .replaceAll("${", "\\${")
    // A template reads the end of a line as one character, whatever stands there.
    .replaceAll("\r", "\\r");
  return `sql\`${escaped}\``;
}

function renderObject(value: object): string {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{ ${members.map(([key, member]) => `${renderKey(key)}: ${renderValue(member)}`).join(", ")} }`;
}

/** `__proto__: x` in an object literal sets the prototype; in brackets it is a key like any other. */
function renderKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
