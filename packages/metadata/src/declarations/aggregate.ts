import { calledAs } from "./calledAs.ts";
import { anyText, flag, whole, word } from "./kind.ts";
import { functionName, placedName, schema, typeName } from "./kinds.ts";
import { checkOptions, type Kinds } from "./options.ts";
import { argumentsOf, declareRoutine, type PgRoutine, type PgTypeName } from "./function.ts";
import { type PgPlacedName } from "./placedName.ts";

/** A function by its name, or as it is declared. */
type PgFunctionName = PgPlacedName | PgRoutine;

interface PgAggregateArgument {
  readonly type: PgTypeName;
  readonly mode?: "variadic";
}

/** The arguments by their names; or a list, whose names may be left out. */
export type PgAggregateArguments =
  | Readonly<Record<string, PgTypeName | PgAggregateArgument>>
  | readonly (PgTypeName | (PgAggregateArgument & { readonly name?: string }))[];

/** Whether a function may change the state that it is handed. */
type PgStateUse = "readOnly" | "shareable" | "readWrite";

/** The options of CREATE AGGREGATE, by their names. */
export interface PgAggregateConfig {
  /** A name, or a `pgSchema`. */
  readonly schema?: string | { readonly schemaName: string };
  /** What it takes of each row; left out, it is called with `*`. */
  readonly arguments?: PgAggregateArguments;
  /** What stands in front of ORDER BY, which makes an ordered-set aggregate of it: perhaps nothing. */
  readonly direct?: PgAggregateArguments;
  /** An ordered-set aggregate of a row that is not there, as `rank` is one. */
  readonly hypothetical?: boolean;
  readonly sfunc: PgFunctionName;
  readonly stype: PgTypeName;
  readonly sspace?: number;
  readonly finalfunc?: PgFunctionName;
  readonly finalfuncExtra?: boolean;
  readonly finalfuncModify?: PgStateUse;
  readonly combinefunc?: PgFunctionName;
  readonly serialfunc?: PgFunctionName;
  readonly deserialfunc?: PgFunctionName;
  readonly initcond?: string;
  readonly msfunc?: PgFunctionName;
  readonly minvfunc?: PgFunctionName;
  readonly mstype?: PgTypeName;
  readonly msspace?: number;
  readonly mfinalfunc?: PgFunctionName;
  readonly mfinalfuncExtra?: boolean;
  readonly mfinalfuncModify?: PgStateUse;
  readonly minitcond?: string;
  /** An operator: `"<"`, or `{ schema: "units", name: "<" }`. */
  readonly sortop?: PgPlacedName;
  /** Left out: unsafe. */
  readonly parallel?: "unsafe" | "restricted" | "safe";
}

/**
 * Says that the database has an aggregate:
 *
 *     export const product = pgAggregate("product", {
 *       arguments: ["numeric"],
 *       sfunc: "numeric_mul",
 *       stype: "numeric",
 *       initcond: "1",
 *     });
 */
export function pgAggregate(name: string, config: PgAggregateConfig): PgRoutine {
  calledAs('pgAggregate("name", { sfunc, stype, … })', name, config, ["sfunc", "stype"]);
  checkOptions(`pgAggregate "${name}"`, config, KINDS);
  return declareRoutine(name, { ...config, name });
}

const rows = argumentsOf("variadic");
const use = word("readOnly", "shareable", "readWrite");

const KINDS: Kinds<PgAggregateConfig> = {
  schema,
  arguments: rows,
  direct: rows,
  hypothetical: flag,
  sfunc: functionName,
  stype: typeName,
  sspace: whole(0),
  finalfunc: functionName,
  finalfuncExtra: flag,
  finalfuncModify: use,
  combinefunc: functionName,
  serialfunc: functionName,
  deserialfunc: functionName,
  initcond: anyText,
  msfunc: functionName,
  minvfunc: functionName,
  mstype: typeName,
  msspace: whole(0),
  mfinalfunc: functionName,
  mfinalfuncExtra: flag,
  mfinalfuncModify: use,
  minitcond: anyText,
  sortop: placedName,
  parallel: word("unsafe", "restricted", "safe"),
};
