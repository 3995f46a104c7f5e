import { type Aggregate, type AggregateFunction } from "@limbeck/model";

import { typeSaid } from "./columnTypes.ts";

/** What each function of an aggregate is handed, by the types that the aggregate takes (PostgreSQL manual, CREATE AGGREGATE). */
export function typesOfParts(
  aggregate: Aggregate,
  types: readonly string[],
): Readonly<Record<AggregateFunction, readonly string[]>> {
  const { direct = 0, finalfuncExtra, mfinalfuncExtra } = aggregate;
  const [state, moving] = [typeSaid(aggregate.stype), typeSaid(aggregate.mstype ?? aggregate.stype)];
  const [given, aggregated] = [types.slice(0, direct), types.slice(direct)];
  return {
    sfunc: [state, ...aggregated],
    finalfunc: [state, ...(finalfuncExtra === true ? types : given)],
    combinefunc: [state, state],
    serialfunc: ["internal"],
    deserialfunc: ["bytea", "internal"],
    msfunc: [moving, ...aggregated],
    minvfunc: [moving, ...aggregated],
    mfinalfunc: [moving, ...(mfinalfuncExtra === true ? types : given)],
  };
}
