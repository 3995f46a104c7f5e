import { type Dialect } from "@limbeck/model";
import { describe } from "@limbeck/operations";
import { type OwnTables, ownTablesOf } from "../ledger/ownTables.ts";
import { ended } from "./ended.ts";
import { forgetSql, historySqlOffline } from "../ledger/history.ts";
import { historyStep } from "../ledger/historyStep.ts";
import { type PreparedStep } from "../steps/preparedStep.ts";
import { rowStatements } from "../ledger/rows.ts";
import { scriptOf, type ScriptOptions } from "./script.ts";
import { type Part, segmentsOf } from "../steps/segment.ts";
import { stepWords } from "../stepWords.ts";
import { versionTable, type VersionTable } from "../ledger/versionTable.ts";

/** The script of steps that are prepared and hold no callback. Each line ends in a line break; no steps make no script. */
export function offlineScript(
  steps: readonly PreparedStep[],
  options: ScriptOptions,
  dialect: Dialect,
): string {
  if (steps.length === 0) return "";
  const table = versionTable(options.table);
  const script = scriptOf(dialect);
  const writer: Writer = { own: ownTablesOf({ dialect }), table, options };
  const segments = segmentsOf(steps, options.transaction ?? "revision").map((segment) => {
    const lines = segment.parts.flatMap((part) => partLines(part, writer));
    return script.segment(segment, lines, table, options).join("\n");
  });
  const head = script.head.length === 0 ? [] : [script.head.join("\n")];
  return `${[...head, tablesBlock(table, dialect), ...segments].join("\n\n")}\n`;
}

/** Creates the schema, if it has a name, and the tables. */
export function tablesBlock(table: VersionTable, dialect: Dialect): string {
  const { place, transaction } = scriptOf(dialect);
  const { createVersionSql, createHistorySql } = ownTablesOf({ dialect });
  const tables = [createVersionSql(table), createHistorySql(table)].map(ended);
  return transaction([...place(table), ...tables]).join("\n");
}

/** What the lines of a part are written with. */
interface Writer {
  readonly own: OwnTables;
  readonly table: VersionTable;
  readonly options: ScriptOptions;
}

function partLines(part: Part, writer: Writer): readonly string[] {
  const { step, items, completes } = part;
  const statements = items.map((item) =>
    item.kind === "statement" ? ended(item.statement.sql) : callLine(item),
  );
  return [
    `-- ${stepWords({ ...step, ...step.step })}`,
    ...startLines(part, writer),
    ...statements,
    ...(completes ? endLines(part, writer) : progressLines(part, writer)),
  ];
}

type Lines = (part: Part, writer: Writer) => readonly string[];

/** As in a run: see ledger.ts. */
const startLines: Lines = ({ step, completes, ledger }, { own, table, options }) => {
  if (completes || ledger?.from !== 0) return [];
  return [ended(historySqlOffline(own, table, historyStep(step, options), "started"))];
};

const progressLines: Lines = ({ step, ledger }, { own, table, options }) => {
  if (ledger === undefined) return [];
  const { done, checksum } = ledger;
  return [ended(historySqlOffline(own, table, { ...historyStep(step, options), checksum }, `step ${done}`))];
};

const endLines: Lines = ({ step, ledger }, { own, table, options }) => [
  ...rowStatements(own, table, step.step.rows).flatMap((change) => own.rowLines(table, change)),
  ...(ledger === undefined ? [] : [ended(forgetSql(own, table, step.step.revision))]),
  ended(historySqlOffline(own, table, historyStep(step, options))),
];

/** Refused before a script is written; said here so that no kind of item is forgotten. */
function callLine({ operation }: { operation: Parameters<typeof describe>[0] }): never {
  throw new TypeError(`${describe(operation)} has no SQL`);
}
