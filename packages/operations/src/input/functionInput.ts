import {
  isStandardBody,
  type QualifiedName,
  type Routine,
  type RoutineArgument,
  routineType,
  spelling,
} from "@limbeck/model";

import { typeSql } from "../sql/type.ts";
import { aggregate, type AggregateInput, aggregateInput } from "./aggregateInput.ts";
import { defined } from "./defined.ts";
import { isSql, type Sql, sqlInput, sqlText } from "./sqlInput.ts";
import { type TypeInput } from "./typeInput.ts";

export interface ArgumentInput {
  readonly mode?: "out" | "inout" | "variadic" | "table";
  readonly name?: string;
  readonly type: TypeInput;
  readonly default?: Sql;
}

/** A function, procedure or aggregate as a revision file says it. */
export type FunctionInput = WithBody | OfFunctions;

/** An aggregate, which is made of functions. */
interface OfFunctions {
  readonly arguments?: readonly ArgumentInput[];
  readonly aggregate: AggregateInput;
  readonly parallel?: "restricted" | "safe";
  readonly comment?: string;
}

interface WithBody {
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

export function routine(name: QualifiedName, input: FunctionInput): Routine {
  if (!("aggregate" in input)) return routineWithBody(name, input);
  return {
    ...name,
    ...input,
    arguments: (input.arguments ?? []).map(argument),
    aggregate: aggregate(input.aggregate),
  };
}

function routineWithBody(name: QualifiedName, { body, returns, ...input }: WithBody): Routine {
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
  const { arguments: list, aggregate: made, parallel, comment } = routine;
  if (made === undefined) return withBodyInput(routine);
  return defined({
    arguments: list.length === 0 ? undefined : list.map(argumentInput),
    aggregate: aggregateInput(made),
    parallel,
    comment,
  });
}

function withBodyInput(routine: Routine): WithBody {
  const {
    schema: _,
    name: __,
    arguments: list,
    returns,
    body,
    standardBody,
    aggregate: ___,
    ...rest
  } = routine;
  const text = standardBody === undefined ? (body ?? "") : spelling(standardBody);
  const { procedure, setof, language = "sql", ...attributes } = rest;
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
