import { type Aggregate, type Routine, type RoutineArgument, routineType } from "@limbeck/model";

import { type PgAggregateConfig } from "./declarations/aggregate.ts";
import { argumentsOf } from "./function.ts";
import { placed, placedFunction } from "./placedName.ts";
import { type Reading } from "./reading.ts";
import { typeName } from "./typeName.ts";

export type AggregateConfig = PgAggregateConfig & { readonly name: string };

/** A declared aggregate without its name. */
export function readAggregate(
  config: AggregateConfig,
  reading: Reading,
): Pick<Routine, "arguments" | "aggregate" | "parallel"> {
  const { parallel } = config;
  const direct = config.direct === undefined ? undefined : argumentsOf(config.direct, reading);
  return {
    arguments: allArguments(direct, argumentsOf(config.arguments ?? [], reading)),
    aggregate: {
      ...(direct === undefined ? {} : { direct: direct.length }),
      ...(config.hypothetical === true ? { hypothetical: true } : {}),
      ...functionsOf(config, reading),
      ...stateOf(config, reading),
      ...movingStateOf(config, reading),
      ...(config.sortop === undefined ? {} : { sortop: placed(config.sortop, reading) }),
    },
    ...(parallel === undefined || parallel === "unsafe" ? {} : { parallel }),
  };
}

/** Behind a variadic argument in front of ORDER BY stands nothing but the same one, which PostgreSQL then counts once. */
function allArguments(
  direct: readonly RoutineArgument[] = [],
  list: readonly RoutineArgument[],
): readonly RoutineArgument[] {
  return direct.at(-1)?.mode === "variadic" ? direct : [...direct, ...list];
}

type Functions =
  | "sfunc"
  | "finalfunc"
  | "combinefunc"
  | "serialfunc"
  | "deserialfunc"
  | "msfunc"
  | "minvfunc"
  | "mfinalfunc";

function functionsOf(config: AggregateConfig, reading: Reading): Pick<Aggregate, Functions> {
  const { finalfunc, combinefunc, serialfunc, deserialfunc, msfunc, minvfunc, mfinalfunc } = config;
  return {
    sfunc: placedFunction(config.sfunc, reading),
    ...(finalfunc === undefined ? {} : { finalfunc: placedFunction(finalfunc, reading) }),
    ...(combinefunc === undefined ? {} : { combinefunc: placedFunction(combinefunc, reading) }),
    ...(serialfunc === undefined ? {} : { serialfunc: placedFunction(serialfunc, reading) }),
    ...(deserialfunc === undefined ? {} : { deserialfunc: placedFunction(deserialfunc, reading) }),
    ...(msfunc === undefined ? {} : { msfunc: placedFunction(msfunc, reading) }),
    ...(minvfunc === undefined ? {} : { minvfunc: placedFunction(minvfunc, reading) }),
    ...(mfinalfunc === undefined ? {} : { mfinalfunc: placedFunction(mfinalfunc, reading) }),
  };
}

function stateOf(config: AggregateConfig, reading: Reading) {
  const { stype, sspace = 0, finalfuncExtra, finalfuncModify: use, initcond } = config;
  return {
    stype: routineType(typeName(stype, reading)),
    ...(sspace === 0 ? {} : { sspace }),
    ...(finalfuncExtra === true ? ({ finalfuncExtra } as const) : {}),
    ...(use === undefined || use === usualUse(config) ? {} : { finalfuncModify: use }),
    ...(initcond === undefined ? {} : { initcond }),
  };
}

function movingStateOf(config: AggregateConfig, reading: Reading) {
  const { mstype, msspace = 0, mfinalfuncExtra, mfinalfuncModify: use, minitcond } = config;
  return {
    ...(mstype === undefined ? {} : { mstype: routineType(typeName(mstype, reading)) }),
    ...(msspace === 0 ? {} : { msspace }),
    ...(mfinalfuncExtra === true ? ({ mfinalfuncExtra } as const) : {}),
    ...(use === undefined || use === usualUse(config) ? {} : { mfinalfuncModify: use }),
    ...(minitcond === undefined ? {} : { minitcond }),
  };
}

function usualUse({ direct }: AggregateConfig) {
  return direct === undefined ? "readOnly" : "readWrite";
}
