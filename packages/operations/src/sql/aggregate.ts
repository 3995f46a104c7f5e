import { type Aggregate, type QualifiedName, type Routine, type RoutineArgument } from "@limbeck/model";

import { argumentSql } from "./function.ts";
import { quoteIdentifier, quoteQualified, quoteRoutine } from "./identifier.ts";
import { quoteString } from "./literal.ts";
import { typeSql } from "./type.ts";

/** CREATE AGGREGATE; with `replace`, in place of one of the same name and arguments. */
export function createAggregateSql(routine: Routine, aggregate: Aggregate, replace: boolean): string {
  const create = replace ? "CREATE OR REPLACE" : "CREATE";
  const { parallel } = routine;
  const options = [
    ...optionsSql(aggregate),
    ...(parallel === undefined ? [] : [`PARALLEL = ${parallel.toUpperCase()}`]),
    ...(aggregate.hypothetical === true ? ["HYPOTHETICAL"] : []),
  ];
  const head = `${create} AGGREGATE ${quoteRoutine(routine)}(${argumentsSql(routine.arguments, aggregate)})`;
  return `${head} (\n  ${options.join(",\n  ")}\n)`;
}

function argumentsSql(list: readonly RoutineArgument[], { direct }: Aggregate): string {
  if (direct === undefined) return list.length === 0 ? "*" : list.map(argumentSql).join(", ");
  const [before, behind] = [list.slice(0, direct), list.slice(direct)];
  const ordered = behind.length === 0 ? before.slice(-1) : behind;
  return `${before.map(argumentSql).join(", ")} ORDER BY ${ordered.map(argumentSql).join(", ")}`.trim();
}

function optionsSql(aggregate: Aggregate): readonly string[] {
  const { sfunc, stype, finalfunc, combinefunc, serialfunc, deserialfunc } = aggregate;
  const { msfunc, minvfunc, mstype, mfinalfunc, sortop } = aggregate;
  return [
    ...said("SFUNC", sfunc, quoteQualified),
    ...said("STYPE", stype, typeSql),
    ...said("SSPACE", aggregate.sspace, String),
    ...said("FINALFUNC", finalfunc, quoteQualified),
    ...(aggregate.finalfuncExtra === true ? ["FINALFUNC_EXTRA"] : []),
    ...said("FINALFUNC_MODIFY", aggregate.finalfuncModify, (use) => USES[use]),
    ...said("COMBINEFUNC", combinefunc, quoteQualified),
    ...said("SERIALFUNC", serialfunc, quoteQualified),
    ...said("DESERIALFUNC", deserialfunc, quoteQualified),
    ...said("INITCOND", aggregate.initcond, quoteString),
    ...said("MSFUNC", msfunc, quoteQualified),
    ...said("MINVFUNC", minvfunc, quoteQualified),
    ...said("MSTYPE", mstype, typeSql),
    ...said("MSSPACE", aggregate.msspace, String),
    ...said("MFINALFUNC", mfinalfunc, quoteQualified),
    ...(aggregate.mfinalfuncExtra === true ? ["MFINALFUNC_EXTRA"] : []),
    ...said("MFINALFUNC_MODIFY", aggregate.mfinalfuncModify, (use) => USES[use]),
    ...said("MINITCOND", aggregate.minitcond, quoteString),
    ...said("SORTOP", sortop, operatorSql),
  ];
}

const USES = { readOnly: "READ_ONLY", shareable: "SHAREABLE", readWrite: "READ_WRITE" } as const;

function said<T>(option: string, value: T | undefined, text: (value: T) => string): readonly string[] {
  return value === undefined ? [] : [`${option} = ${text(value)}`];
}

function operatorSql({ schema, name }: QualifiedName): string {
  return schema === undefined ? `OPERATOR(${name})` : `OPERATOR(${quoteIdentifier(schema)}.${name})`;
}
