import {
  isStandardBody,
  type QualifiedName,
  type Routine,
  type RoutineArgument,
  routineType,
  spelling,
} from "@limbeck/model";

import { typeSql } from "../sql/type.ts";
import { defined } from "./defined.ts";
import { isSql, type Sql, sqlInput, sqlText } from "./sqlInput.ts";
import { type TypeInput } from "./typeInput.ts";

export interface ArgumentInput {
  readonly mode?: "out" | "inout" | "variadic" | "table";
  readonly name?: string;
  readonly type: TypeInput;
  readonly default?: Sql;
}

/** A function or procedure as a revision file says it. */
export interface FunctionInput {
  readonly procedure?: true;
  readonly arguments?: readonly ArgumentInput[];
  readonly returns?: TypeInput;
  readonly setof?: true;
  readonly language: string;
  /** Its text; of language sql also a body in standard SQL: `BEGIN ATOMIC … END`. */
  readonly body: Sql | string;
  readonly volatility?: "immutable" | "stable";
  readonly strict?: true;
  readonly securityDefiner?: true;
  readonly leakproof?: true;
  readonly parallel?: "restricted" | "safe";
  readonly cost?: number;
  readonly rows?: number;
  readonly set?: Readonly<Record<string, string>>;
  readonly comment?: string;
}

export function routine(name: QualifiedName, { body, returns, ...input }: FunctionInput): Routine {
  const text = isSql(body) ? body.text : body;
  const standard = isStandardBody(input.language, text);
  return defined({
    ...name,
    ...input,
    arguments: (input.arguments ?? []).map(argument),
    returns: returns === undefined ? undefined : routineType(returns),
    body: standard ? undefined : text,
    standardBody: standard ? { written: text } : undefined,
  });
}

function argument({ mode, name, type, default: value }: ArgumentInput): RoutineArgument {
  return defined({
    mode,
    name,
    type: routineType(type),
    default: value === undefined ? undefined : sqlText(value),
  });
}

export function functionInput(routine: Routine): FunctionInput {
  const { schema: _, name: __, arguments: list, returns, body, standardBody, ...rest } = routine;
  const text = standardBody === undefined ? (body ?? "") : spelling(standardBody);
  const { procedure, setof, language, ...attributes } = rest;
  return defined({
    procedure,
    arguments: list.length === 0 ? undefined : list.map(argumentInput),
    returns: returns === undefined ? undefined : typeSql(returns),
    setof,
    language,
    ...attributes,
    body: { kind: "sql" as const, text },
  });
}

function argumentInput({ mode, name, type, default: value }: RoutineArgument): ArgumentInput {
  return defined({
    mode,
    name,
    type: typeSql(type),
    default: value === undefined ? undefined : sqlInput(value),
  });
}
