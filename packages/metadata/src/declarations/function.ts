import { calledAs } from "./calledAs.ts";
import {
  above,
  anyText,
  either,
  flag,
  type Kind,
  list,
  nothing,
  options,
  record,
  sql,
  text,
  word,
} from "./kind.ts";
import { defaultValue, schema, typeName } from "./kinds.ts";
import { checkOptions, type Kinds } from "./options.ts";
import { type AnySql } from "./attach.ts";

/** The name of a type as PostgreSQL knows it, or a `pgEnum`. */
export type PgTypeName = string | { readonly enumName: string; readonly schema?: string | undefined };

export interface PgArgument {
  readonly type: PgTypeName;
  /** Left out: an input argument. */
  readonly mode?: "out" | "inout" | "variadic";
  /** A value, or SQL for an expression. */
  readonly default?: string | number | boolean | null | AnySql;
}

/** The arguments by their names; or a list, whose names may be left out. */
export type PgArguments =
  | Readonly<Record<string, PgTypeName | PgArgument>>
  | readonly (PgTypeName | (PgArgument & { readonly name?: string }))[];

export interface PgProcedureConfig {
  /** A name, or a `pgSchema`. */
  readonly schema?: string | { readonly schemaName: string };
  readonly arguments?: PgArguments;
  readonly language: "sql" | "plpgsql" | (string & {});
  /** The text between the quotes; in language sql also a body in standard SQL: `BEGIN ATOMIC … END`, `RETURN …`. */
  readonly body: string | AnySql;
  readonly securityDefiner?: boolean;
  /** Settings while it runs: `{ search_path: "" }`. */
  readonly set?: Readonly<Record<string, string>>;
}

export interface PgFunctionConfig extends PgProcedureConfig {
  /** A type, `setof` a type, or the columns of a table. Left out where output arguments say it. */
  readonly returns?: PgTypeName | { readonly table: Readonly<Record<string, PgTypeName>> };
  /** Left out: volatile. */
  readonly volatility?: "immutable" | "stable" | "volatile";
  readonly strict?: boolean;
  readonly leakproof?: boolean;
  /** Left out: unsafe. */
  readonly parallel?: "unsafe" | "restricted" | "safe";
  readonly cost?: number;
  readonly rows?: number;
}

/** A function, procedure or aggregate that the database is to have. Export it beside the models. */
export interface PgRoutine {
  readonly functionName: string;
}

/**
 * Says that the database has a function:
 *
 *     export const touch = pgFunction("touch", {
 *       returns: "trigger",
 *       language: "plpgsql",
 *       body: "BEGIN NEW.touched_at := now(); RETURN NEW; END",
 *     });
 */
export function pgFunction(name: string, config: PgFunctionConfig): PgRoutine {
  calledAs('pgFunction("name", { language, body, … })', name, config, ["language", "body"]);
  checkOptions(`pgFunction "${name}"`, config, FUNCTION);
  return declareRoutine(name, { ...config, name });
}

/** Says that the database has a procedure, which CALL runs. */
export function pgProcedure(name: string, config: PgProcedureConfig): PgRoutine {
  calledAs('pgProcedure("name", { language, body, … })', name, config, ["language", "body"]);
  checkOptions(`pgProcedure "${name}"`, config, PROCEDURE);
  return declareRoutine(name, { ...config, name, procedure: true });
}

export function declareRoutine(functionName: string, value: object): PgRoutine {
  return Object.defineProperty({ functionName }, Symbol.for("limbeck:function"), { value });
}

/** Types by the names of arguments, or in a list; those with more to say in an object. */
export function argumentsOf(...modes: readonly string[]): Kind {
  const said = { type: typeName, mode: word(...modes), default: either(defaultValue, nothing) };
  const inList = options({ ...said, name: text }, ["type"]);
  return either(record(either(typeName, options(said, ["type"]))), list(either(typeName, inList), 0));
}

const PROCEDURE: Kinds<PgProcedureConfig> = {
  schema,
  arguments: argumentsOf("out", "inout", "variadic"),
  language: text,
  body: either(anyText, sql),
  securityDefiner: flag,
  set: record(anyText),
};

const FUNCTION: Kinds<PgFunctionConfig> = {
  ...PROCEDURE,
  returns: either(typeName, options({ table: record(typeName, 1) }, ["table"])),
  volatility: word("immutable", "stable", "volatile"),
  strict: flag,
  leakproof: flag,
  parallel: word("unsafe", "restricted", "safe"),
  cost: above(0),
  rows: above(0),
};
