import { type Aggregate, mapAggregateFunctions, type Routine, type RoutineArgument } from "@limbeck/model";
import { aggregateQuestion } from "./aggregate.ts";
import { commentOf } from "./comment.ts";
import { calledRoutine, type NamedRow, qualifiedName, type Reader } from "./reader.ts";
import { ofUser } from "./scope.ts";
import { repeatable } from "./repeatable.ts";
import { ROWS_OF, type RowsOf, withAllColumns } from "./repeatable/allColumns.ts";
import { ROW_FUNCTIONS_OF_BODY, type RowFunction, withoutPlaces } from "./repeatable/rowFunction.ts";

interface ArgumentRow {
  readonly mode: "i" | "o" | "b" | "v" | "t";
  readonly name: string | null;
  readonly type: string;
  readonly default: string | null;
}

interface FunctionRow extends NamedRow {
  readonly procedure: boolean;
  readonly arguments: readonly ArgumentRow[];
  readonly returns: string | null;
  readonly setof: boolean;
  readonly language: string;
  readonly source: string;
  readonly standard: string | null;
  readonly rowsOf: RowsOf | null;
  readonly rowFunctions: readonly RowFunction[];
  readonly volatility: "i" | "s" | "v";
  readonly strict: boolean;
  readonly definer: boolean;
  readonly leakproof: boolean;
  readonly parallel: "s" | "r" | "u";
  readonly cost: number;
  readonly rows: number;
  readonly settings: readonly string[] | null;
  readonly aggregate: Aggregate | null;
}

/** A condition on `pg_proc p` and its language `l`: what a Schema can say. Code of C it cannot. */
export const describedFunction = `(p.prokind = 'a' OR p.prokind IN ('f', 'p') AND l.lanname NOT IN ('c', 'internal') AND p.prosupport = 0 AND p.protrftypes IS NULL)`;

/** Neither an extension's nor a range type's constructor. */
export const ownFunction = `${ofUser("pg_proc", "p.oid")}
  AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`;

const ARGUMENTS = `(SELECT coalesce(json_agg(json_build_object('mode', coalesce(p.proargmodes[a.k], 'i'), 'name', nullif(p.proargnames[a.k], ''),
    'type', format_type(a.type, NULL), 'default', pg_get_function_arg_default(p.oid, a.k::int)) ORDER BY a.k), '[]')
  FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS a(type, k))`;

export const functionReader: Reader<FunctionRow, Routine> = {
  question: (scope) => ({
    columns: {
      oid: "p.oid::int8",
      schema: "ns.schema",
      name: "p.proname",
      procedure: "p.prokind = 'p'",
      arguments: ARGUMENTS,
      returns: "nullif(format_type(p.prorettype, NULL), '-')",
      setof: "p.proretset",
      language: "l.lanname",
      source: "p.prosrc",
      standard: "pg_get_function_sqlbody(p.oid)",
      rowsOf: ROWS_OF,
      rowFunctions: ROW_FUNCTIONS_OF_BODY,
      volatility: "p.provolatile",
      strict: "p.proisstrict",
      definer: "p.prosecdef",
      leakproof: "p.proleakproof",
      parallel: "p.proparallel",
      cost: "p.procost",
      rows: "p.prorows",
      settings: "p.proconfig",
      aggregate: `(${aggregateQuestion(scope)})`,
    },
    from: `FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
    WHERE ${describedFunction} AND ${ownFunction}`,
  }),
  read: (row, context) => ({
    ...qualifiedName(row),
    ...(row.aggregate === null ? withBody(row) : ofFunctions(row, row.aggregate)),
    ...commentOf(context, "pg_proc", row.oid),
  }),
};

function ofFunctions({ arguments: list, parallel }: FunctionRow, aggregate: Aggregate) {
  return {
    arguments: list.map(argumentOf),
    aggregate: mapAggregateFunctions(aggregate, calledRoutine),
    ...PARALLEL[parallel],
  };
}

function withBody(row: FunctionRow) {
  return {
    ...(row.procedure ? ({ procedure: true } as const) : {}),
    arguments: row.arguments.map(argumentOf),
    ...resultOf(row),
    language: row.language,
    ...(row.standard === null
      ? { body: row.source }
      : { standardBody: { canonical: bodyOf(row.standard.trim(), row) } }),
    ...attributesOf(row),
    ...(row.settings === null ? {} : { set: settingsOf(row.settings) }),
  };
}

function bodyOf(standard: string, { rowsOf, rowFunctions }: FunctionRow): string {
  return withAllColumns(withoutPlaces(repeatable(standard), rowFunctions), rowsOf, rowFunctions);
}

const MODES = { o: "out", b: "inout", v: "variadic", t: "table" } as const;

function argumentOf(row: ArgumentRow): RoutineArgument {
  return {
    ...(row.mode === "i" ? {} : { mode: MODES[row.mode] }),
    ...(row.name === null ? {} : { name: row.name }),
    type: { canonical: row.type },
    ...(row.default === null ? {} : { default: { canonical: repeatable(row.default) } }),
  };
}

/** Output arguments and the columns of a table say what a function returns. */
function resultOf({ procedure, arguments: list, returns, setof }: FunctionRow) {
  const table = list.some(({ mode }) => mode === "t");
  const output = table || list.some(({ mode }) => mode === "o" || mode === "b");
  return {
    ...(procedure || output || returns === null ? {} : { returns: { canonical: returns } }),
    ...(setof && !table ? ({ setof: true } as const) : {}),
  };
}

const VOLATILITIES = { i: { volatility: "immutable" }, s: { volatility: "stable" }, v: {} } as const;
const PARALLEL = { s: { parallel: "safe" }, r: { parallel: "restricted" }, u: {} } as const;

function attributesOf(row: FunctionRow) {
  return {
    ...VOLATILITIES[row.volatility],
    ...(row.strict ? ({ strict: true } as const) : {}),
    ...(row.definer ? ({ securityDefiner: true } as const) : {}),
    ...(row.leakproof ? ({ leakproof: true } as const) : {}),
    ...PARALLEL[row.parallel],
    ...(row.cost === 100 ? {} : { cost: row.cost }),
    ...(row.rows === (row.setof ? 1000 : 0) ? {} : { rows: row.rows }),
  };
}

/** The server spells the names of its own settings as it likes: `TimeZone`. */
function settingsOf(settings: readonly string[]): Readonly<Record<string, string>> {
  const pairs = settings.map((setting): [string, string] => {
    const equals = setting.indexOf("=");
    return [setting.slice(0, equals).toLowerCase(), setting.slice(equals + 1)];
  });
  return Object.fromEntries(pairs);
}
