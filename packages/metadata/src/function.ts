import {
  inputTypes,
  isStandardBody,
  type QualifiedName,
  type Routine,
  type RoutineArgument,
  routineKey,
  routineType,
  showRoutine,
  type SqlText,
  truncateName,
} from "@limbeck/model";
import {
  type PgArgument,
  type PgArguments,
  type PgFunctionConfig,
  type PgTypeName,
} from "./declarations/function.ts";
import { type PgTriggerConfig } from "./declarations/trigger.ts";
import { type AggregateConfig, readAggregate } from "./aggregate.ts";
import { commentOf } from "./comment.ts";
import { configOf, type DeclaredConfig, declarationsOf, schemaNameOf } from "./declared.ts";
import { distinct } from "./distinct.ts";
import { type DrizzleSql } from "./drizzle/drizzle.ts";
import { type Found } from "./exports.ts";
import { type Reading } from "./reading.ts";
import { searchPath } from "./searchPath.ts";
import { sqlLiteral } from "./sql/literal.ts";
import { typeName } from "./typeName.ts";

type FunctionConfig = PgFunctionConfig & { readonly name: string; readonly procedure?: true };
type AnyConfig = FunctionConfig | AggregateConfig;

/** The declared functions, procedures and aggregates, those too that only a trigger or an aggregate leads to. Errors: `name-clash`. */
export function readFunctions(found: readonly Found[], reading: Reading): readonly Routine[] {
  const all = [
    ...declarationsOf<AnyConfig>(found, "function"),
    ...functionsOfTriggers(found),
    ...functionsOfAggregates(found),
  ].filter(({ config }, at, list) => list.findIndex((other) => other.config === config) === at);
  const placed = all.map(({ config, declared, ...comment }) => {
    const routine = { ...readFunction(config, reading), ...comment };
    const name = showRoutine(routine, inputTypes(routine));
    return { noun: { name, key: routineKey(routine), routine }, declared };
  });
  return distinct("function", placed).map(({ noun }) => noun.routine);
}

/** Whether a function is declared for itself; one that only a trigger brings along says nothing of others. */
export function declaresFunctions(found: readonly Found[]): boolean {
  return declarationsOf<AnyConfig>(found, "function").length > 0;
}

type DeclaredFunction = DeclaredConfig<AnyConfig>;

function functionsOfTriggers(found: readonly Found[]): readonly DeclaredFunction[] {
  return declarationsOf<PgTriggerConfig>(found, "trigger").flatMap(({ config, declared }) =>
    functionIn(config.execute, declared),
  );
}

function functionsOfAggregates(found: readonly Found[]): readonly DeclaredFunction[] {
  return declarationsOf<AnyConfig>(found, "function").flatMap(({ config, declared }) =>
    "sfunc" in config ? Object.values(config).flatMap((value) => functionIn(value, declared)) : [],
  );
}

function functionIn(value: unknown, declared: DeclaredFunction["declared"]): readonly DeclaredFunction[] {
  const config = configOf(value, "function");
  if (typeof value !== "object" || value === null || config === undefined) return [];
  return [{ config: config as AnyConfig, declared, ...commentOf(value) }];
}

function functionName(config: AnyConfig, reading: Reading): QualifiedName {
  return reading.qualified(schemaNameOf(config.schema), config.name);
}

/** The name of a declared function, in its schema; undefined for anything else. */
export function declaredFunction(value: unknown, reading: Reading): QualifiedName | undefined {
  const config = configOf(value, "function");
  return config === undefined ? undefined : functionName(config as AnyConfig, reading);
}

function readFunction(config: AnyConfig, reading: Reading): Routine {
  if ("sfunc" in config) return { ...functionName(config, reading), ...readAggregate(config, reading) };
  const { language, body, procedure, cost, rows, set } = config;
  const text = typeof body === "string" ? body : sqlOf(body, reading);
  const standard = isStandardBody(language.toLowerCase(), text);
  const list = [...argumentsOf(config.arguments ?? [], reading), ...tableOf(config, reading)];
  const result = resultOf(config, reading);
  return {
    ...functionName(config, reading),
    ...(procedure === true ? { procedure } : {}),
    arguments: list,
    ...result,
    language: language.toLowerCase(),
    ...(standard ? { standardBody: { written: text.trim() } } : { body: text }),
    ...attributesOf(config),
    ...(cost === undefined || cost === 100 ? {} : { cost }),
    ...(rows === undefined || rows === 1000 ? {} : { rows }),
    ...(set === undefined ? {} : { set: settingsOf(set) }),
  };
}

function attributesOf({ volatility, strict, securityDefiner, leakproof, parallel }: PgFunctionConfig) {
  return {
    ...(volatility === undefined || volatility === "volatile" ? {} : { volatility }),
    ...(strict === true ? { strict } : {}),
    ...(securityDefiner === true ? { securityDefiner } : {}),
    ...(leakproof === true ? { leakproof } : {}),
    ...(parallel === undefined || parallel === "unsafe" ? {} : { parallel }),
  };
}

export function argumentsOf(list: PgArguments, reading: Reading): readonly RoutineArgument[] {
  const named: readonly (readonly [string | undefined, PgTypeName | PgArgument])[] = isList(list)
    ? list.map((item) => [typeof item === "object" && "name" in item ? item.name : undefined, item])
    : Object.entries(list);
  return named.map(([name, item]) => {
    const { type, mode, default: value } = isArgument(item) ? item : { type: item };
    return {
      ...(mode === undefined ? {} : { mode }),
      ...(name === undefined ? {} : { name: truncateName(name) }),
      type: typeOf(type, reading),
      ...(value === undefined ? {} : { default: { written: valueText(value, reading) } }),
    };
  });
}

function isList(list: PgArguments): list is Extract<PgArguments, readonly unknown[]> {
  return Array.isArray(list);
}

function isArgument(item: PgTypeName | PgArgument): item is PgArgument {
  return typeof item === "object" && "type" in item;
}

/** The columns of RETURNS TABLE. */
function tableOf({ returns }: PgFunctionConfig, reading: Reading): readonly RoutineArgument[] {
  if (typeof returns !== "object" || !("table" in returns)) return [];
  return Object.entries(returns.table).map(([name, type]) => ({
    mode: "table",
    name: truncateName(name),
    type: typeOf(type, reading),
  }));
}

const SETOF = /^\s*setof\s+/i;

/** Output arguments say what a function returns, whether it is said once more or not. */
function resultOf(
  { returns, procedure, arguments: list = [] }: FunctionConfig,
  reading: Reading,
): Pick<Routine, "returns" | "setof"> {
  const table = typeof returns === "object" && "table" in returns;
  if (procedure === true || returns === undefined || table) return {};
  const setof = typeof returns === "string" && SETOF.test(returns);
  const output = argumentsOf(list, reading).some(({ mode }) => mode === "out" || mode === "inout");
  const type = typeof returns === "string" ? returns.replace(SETOF, "") : returns;
  return {
    ...(output ? {} : { returns: typeOf(type, reading) }),
    ...(setof ? { setof } : {}),
  };
}

function typeOf(type: PgTypeName, reading: Reading): SqlText {
  return routineType(typeName(type, reading));
}

function valueText(value: NonNullable<PgArgument["default"]> | null, reading: Reading): string {
  return typeof value === "object" && value !== null ? sqlOf(value, reading) : sqlLiteral(value);
}

/** SQL of Drizzle as text; what is no such SQL is told to be so where it is rendered. */
export function sqlOf(value: { getSQL(): object }, reading: Reading): string {
  return reading.render(value.getSQL() as DrizzleSql);
}

/** Names of settings have no case. */
function settingsOf(set: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const pairs = Object.entries(set).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    name.toLowerCase() === "search_path" ? searchPath(value) : value,
  ]);
  return Object.fromEntries(pairs);
}
