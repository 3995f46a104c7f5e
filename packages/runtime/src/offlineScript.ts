import { describe, quoteString } from "@limbeck/operations";
import { forgetSql, historySqlOffline } from "./history.ts";
import { type RunOptions } from "./options.ts";
import { type PreparedStep } from "./preparedStep.ts";
import { type RowStatement, rowStatements } from "./rows.ts";
import { historyStep } from "./historyStep.ts";
import { timeouts } from "./runSegment.ts";
import { type Part, type Segment, segmentsOf } from "./segment.ts";
import { stepWords } from "./stepWords.ts";
import {
  createHistorySql,
  createSchemaSql,
  createVersionSql,
  versionTable,
  type VersionTable,
} from "./versionTable.ts";

export type ScriptOptions = Pick<
  RunOptions,
  "table" | "transaction" | "lockTimeout" | "statementTimeout" | "toolVersion" | "tag"
>;

/** The script of steps that are prepared and hold no callback. Each line ends in a line break; no steps make no script. */
export function offlineScript(steps: readonly PreparedStep[], options: ScriptOptions): string {
  if (steps.length === 0) return "";
  const table = versionTable(options.table);
  const segments = segmentsOf(steps, options.transaction ?? "revision");
  const blocks = [tablesBlock(table), ...segments.map((segment) => segmentBlock(segment, table, options))];
  return `${blocks.join("\n\n")}\n`;
}

/** Creates the schema, if it has a name, and the tables. */
export function tablesBlock(table: VersionTable): string {
  const schema = table.schema === undefined ? [] : [createSchemaSql(table.schema)];
  return transaction([...schema, createVersionSql(table), createHistorySql(table)].map(ended));
}

function segmentBlock(segment: Segment, table: VersionTable, options: ScriptOptions): string {
  const lines = segment.parts.flatMap((part) => partLines(part, table, options));
  if (!segment.transaction || ends(segment)) return [...NO_TIMEOUTS, ...lines, ...TIMEOUTS_BACK].join("\n");
  const settings = timeouts(options).map(({ name, value }) => `SET LOCAL ${name} = ${value};`);
  return transaction([...settings, ...lines]);
}

const NO_TIMEOUTS = ["SET lock_timeout = 0;", "SET statement_timeout = 0;"];
const TIMEOUTS_BACK = ["RESET lock_timeout;", "RESET statement_timeout;"];

/** A procedure may commit. A run finds out whether it does; a script cannot try. */
function ends({ mayLeave, parts }: Segment): boolean {
  const items = parts.flatMap((part) => part.items);
  return (
    mayLeave === true &&
    items.some((each) => each.kind === "statement" && /^\s*call\b/i.test(each.statement.sql))
  );
}

function transaction(lines: readonly string[]): string {
  return ["BEGIN;", ...lines, "COMMIT;"].join("\n");
}

function partLines(part: Part, table: VersionTable, options: ScriptOptions): readonly string[] {
  const { step, items, completes } = part;
  const statements = items.map((item) =>
    item.kind === "statement" ? ended(item.statement.sql) : callLine(item),
  );
  return [
    `-- ${stepWords({ ...step, ...step.step })}`,
    ...startLines(part, table, options),
    ...statements,
    ...(completes ? endLines(part, table, options) : progressLines(part, table, options)),
  ];
}

type Lines = (part: Part, table: VersionTable, options: ScriptOptions) => readonly string[];

/** As in a run: see ledger.ts. */
const startLines: Lines = ({ step, completes, ledger }, table, options) => {
  if (completes || ledger?.from !== 0) return [];
  return [ended(historySqlOffline(table, historyStep(step, options), "started"))];
};

const progressLines: Lines = ({ step, ledger }, table, options) => {
  if (ledger === undefined) return [];
  const { done, checksum } = ledger;
  return [ended(historySqlOffline(table, { ...historyStep(step, options), checksum }, `step ${done}`))];
};

const endLines: Lines = ({ step, ledger }, table, options) => [
  ...rowStatements(table, step.step.rows).map(rowLine),
  ...(ledger === undefined ? [] : [ended(forgetSql(table, step.step.revision))]),
  ended(historySqlOffline(table, historyStep(step, options))),
];

/** Refused before a script is written; said here so that no kind of item is forgotten. */
function callLine({ operation }: { operation: Parameters<typeof describe>[0] }): never {
  throw new TypeError(`${describe(operation)} has no SQL`);
}

/** A row that must be there and is not stops the script, as it stops a run. */
function rowLine({ sql, expects }: RowStatement): string {
  if (expects === undefined) return ended(sql);
  const message = quoteString(`the database is not at revision ${expects}`);
  return `DO $limbeck$ BEGIN ${sql}; IF NOT FOUND THEN RAISE EXCEPTION ${message}; END IF; END $limbeck$;`;
}

/** The statement with its semicolon, which a comment at its end must not swallow. */
export function ended(sql: string): string {
  const text = sql.trimEnd();
  const last = text.slice(text.lastIndexOf("\n") + 1);
  if (last.includes("--")) return `${text}\n;`;
  return text.endsWith(";") ? text : `${text};`;
}
