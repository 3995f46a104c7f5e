import { type DrizzleForeignKey } from "./drizzle/constraintShape.ts";
import { type DrizzleSequenceOptions } from "./drizzle/columnShape.ts";
import { type DrizzlePolicy, type DrizzleSequence } from "./drizzle/objectShape.ts";
import { type Declared, emptyList, modelWrong } from "./errors.ts";
import { type ModelTable } from "./modelTable.ts";

const ACTIONS = ["cascade", "restrict", "no action", "set null", "set default"];
const KINDS = ["permissive", "restrictive"];
const COMMANDS = ["all", "select", "insert", "update", "delete"];

/**
 * Refuses what the types of Drizzle refuse, of a table, and JavaScript lets pass: Drizzle hands it on as it is, and we would pass over it or make
 * SQL of it that no server reads. Errors: `model-wrong`.
 */
export function checkModel({ parts, extra, references, linked, declared }: ModelTable): void {
  const table = `table ${parts.name}`;
  for (const { name, generatedIdentity } of parts.columns)
    checkSequenceOptions(`column ${name} of ${table}`, declared.file, generatedIdentity?.sequenceOptions);
  for (const { built } of references) checkActions(built.foreignKey, table, declared);
  for (const { built } of [...extra.policies, ...linked]) checkPolicy(built, table, declared);
  const indexes = extra.indexes.map(({ built }) => built.config);
  const lists = [
    ...indexes.map(({ name, columns }) => [`Index ${name ?? ""}`.trim(), columns] as const),
    ...extra.uniques.map(({ built }) => [`Unique constraint ${built.name}`, built.columns] as const),
    ...extra.primaryKeys.map(({ built }) => ["The primary key", built.columns] as const),
  ];
  for (const [what, columns] of lists)
    if (columns.length === 0) throw emptyList(`${what} of ${table}`, declared.file);
}

function checkActions({ onDelete, onUpdate }: DrizzleForeignKey, table: string, { file }: Declared): void {
  for (const [event, action] of Object.entries({ onDelete, onUpdate }))
    if (action !== undefined && !ACTIONS.includes(action))
      throw modelWrong(`${event} of a foreign key of ${table}`, file, action, ACTIONS);
}

/** A policy with a mistyped word would be another one: one for all commands, or one that lets more rows through. */
function checkPolicy(
  { name, as, for: command, using, withCheck }: DrizzlePolicy,
  table: string,
  { file }: Declared,
): void {
  const policy = `of policy ${name} of ${table}`;
  if (as !== undefined && !KINDS.includes(lower(as))) throw modelWrong(`as ${policy}`, file, as, KINDS);
  if (command !== undefined && !COMMANDS.includes(lower(command)))
    throw modelWrong(`for ${policy}`, file, command, COMMANDS);
  for (const [part, condition] of Object.entries({ using, withCheck }))
    if (!isConditionOrNone(condition)) throw modelWrong(`${part} ${policy}`, file, condition, ["sql`…`"]);
}

function isConditionOrNone(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "object" && "getSQL" in value;
}

function lower(value: unknown): string {
  return String(value).toLowerCase();
}

const WHOLE = /^\s*[+-]?\d+\s*$/;
const NUMBERS = ["increment", "minValue", "maxValue", "startWith", "cache"] as const;

/** The options of a sequence are whole numbers, however they are said. Errors: `model-wrong`. */
export function checkSequence({ seqName, seqOptions }: DrizzleSequence, { file }: Declared): void {
  checkSequenceOptions(`sequence ${seqName}`, file, seqOptions);
}

function checkSequenceOptions(of: string, file: string, options: DrizzleSequenceOptions = {}): void {
  for (const option of NUMBERS) {
    const value = options[option];
    if (value !== undefined && !isWhole(value))
      throw modelWrong(`${option} of ${of}`, file, value, ["a whole number"]);
  }
}

function isWhole(value: unknown): boolean {
  if (typeof value === "string") return WHOLE.test(value);
  return typeof value === "bigint" || Number.isInteger(value);
}
