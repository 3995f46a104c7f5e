import { inputTypes, type Routine, type RoutineArgument, spelling, type SqlText } from "@limbeck/model";

import { createAggregateSql } from "./aggregate.ts";
import { dollarQuoted } from "./dollarQuoted.ts";
import { quoteIdentifier, quoteRoutine } from "./identifier.ts";
import { quoteString } from "./literal.ts";
import { typeSql } from "./type.ts";

/** CREATE FUNCTION, PROCEDURE or AGGREGATE; with `replace`, in place of one of the same name and arguments. */
export function createFunctionSql(routine: Routine, replace: boolean): string {
  if (routine.aggregate !== undefined) return createAggregateSql(routine, routine.aggregate, replace);
  const create = replace ? "CREATE OR REPLACE" : "CREATE";
  const noun = routine.procedure === true ? "PROCEDURE" : "FUNCTION";
  return [
    `${create} ${noun} ${quoteRoutine(routine)}${functionHead(routine)}`,
    ...[attributesSql(routine), settingsSql(routine)].filter((line) => line !== ""),
    bodySql(routine),
  ].join("\n");
}

/** What stands between the name and the attributes: `(a integer) RETURNS integer`. */
export function functionHead(routine: Routine): string {
  const returns = returnsSql(routine);
  return `${argumentsSql(routine)}${returns === "" ? "" : ` RETURNS ${returns}`}`;
}

/**
 * `"auth"."add"(IN integer, IN integer)`. Without IN the server would also look for one with output arguments of these types, and refuse
 * where it found both (LookupFuncWithArgs in PostgreSQL's parse_func.c).
 */
export function functionName(routine: Pick<Routine, "schema" | "name">, types: readonly SqlText[]): string {
  return `${quoteRoutine(routine)}(${types.map((type) => `IN ${typeSql(type)}`).join(", ")})`;
}

export function routineName(routine: Routine): string {
  return functionName(routine, inputTypes(routine));
}

/** `"auth"."add"(integer, integer)`, a text of `regprocedure`. */
export function routineSignature(routine: Routine): string {
  return `${quoteRoutine(routine)}(${inputTypes(routine).map(typeSql).join(", ")})`;
}

const MODES = { out: "OUT ", inout: "INOUT ", variadic: "VARIADIC ", table: "" } as const;

function argumentsSql({ arguments: list }: Routine): string {
  return `(${list
    .filter(({ mode }) => mode !== "table")
    .map(argumentSql)
    .join(", ")})`;
}

export function argumentSql({ mode, name, type, default: value }: RoutineArgument): string {
  return [
    mode === undefined ? "" : MODES[mode],
    name === undefined ? "" : `${quoteIdentifier(name)} `,
    typeSql(type),
    value === undefined ? "" : ` DEFAULT ${spelling(value)}`,
  ].join("");
}

function returnsSql({ arguments: list, returns, setof }: Routine): string {
  const columns = list.filter(({ mode }) => mode === "table");
  if (columns.length > 0) return `TABLE (${columns.map(argumentSql).join(", ")})`;
  const given = returns ?? outputType(list);
  return given === undefined || (returns === undefined && setof !== true)
    ? ""
    : `${setof === true ? "SETOF " : ""}${typeSql(given)}`;
}

/** What a function of output arguments gives: the type of the one, else a record. */
function outputType(list: readonly RoutineArgument[]): SqlText | undefined {
  const out = list.filter(({ mode }) => mode === "out" || mode === "inout");
  return out.length > 1 ? { canonical: "record" } : out[0]?.type;
}

function attributesSql(routine: Routine): string {
  return [
    `LANGUAGE ${quoteIdentifier(routine.language ?? "sql")}`,
    ...(routine.volatility === undefined ? [] : [routine.volatility.toUpperCase()]),
    ...(routine.leakproof === true ? ["LEAKPROOF"] : []),
    ...(routine.strict === true ? ["STRICT"] : []),
    ...(routine.securityDefiner === true ? ["SECURITY DEFINER"] : []),
    ...(routine.parallel === undefined ? [] : [`PARALLEL ${routine.parallel.toUpperCase()}`]),
    ...(routine.cost === undefined ? [] : [`COST ${routine.cost}`]),
    ...(routine.rows === undefined ? [] : [`ROWS ${routine.rows}`]),
  ].join(" ");
}

/** Settings that hold a list of names; in quotes, the whole list would be one name (GUC_LIST_QUOTE in PostgreSQL's guc_tables.c). */
const LISTS: ReadonlySet<string> = new Set([
  "search_path",
  "temp_tablespaces",
  "session_preload_libraries",
  "local_preload_libraries",
]);

function settingsSql({ set = {} }: Routine): string {
  return Object.entries(set)
    .map(([name, value]) => `SET ${name} TO ${LISTS.has(name) ? listSql(value) : quoteString(value)}`)
    .join(" ");
}

/** The names in a setting that is a list of them, in quotes where they have some. */
export function listedIn(value: string): readonly string[] {
  return value.match(/"(?:[^"]|"")*"|[^\s,]+/g) ?? [];
}

/** As an identifier a name can neither be empty nor have more than 63 bytes; as text it can, and means the same. */
function listSql(value: string): string {
  const names = listedIn(value);
  return names.length === 0 ? "''" : names.map(listedSql).join(", ");
}

function listedSql(name: string): string {
  const text = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
  return text === "" || Buffer.byteLength(text) > 63 ? quoteString(text) : name;
}

function bodySql({ body, standardBody }: Routine): string {
  if (standardBody !== undefined) return spelling(standardBody);
  return `AS ${dollarQuoted(body ?? "", "function")}`;
}
