import { type Aggregate, routineType, type StateUse } from "@limbeck/model";

import { typeSql } from "../sql/type.ts";
import { defined } from "./defined.ts";
import { type NameInput, nameInput, qualifiedName } from "./nameInput.ts";
import { type TypeInput } from "./typeInput.ts";

/** How an aggregate takes values in, in the words of CREATE AGGREGATE. */
export interface AggregateInput {
  /** How many of the arguments stand in front of ORDER BY. */
  readonly direct?: number;
  readonly hypothetical?: true;
  readonly sfunc: NameInput;
  readonly stype: TypeInput;
  readonly sspace?: number;
  readonly finalfunc?: NameInput;
  readonly finalfuncExtra?: true;
  readonly finalfuncModify?: StateUse;
  readonly combinefunc?: NameInput;
  readonly serialfunc?: NameInput;
  readonly deserialfunc?: NameInput;
  readonly initcond?: string;
  readonly msfunc?: NameInput;
  readonly minvfunc?: NameInput;
  readonly mstype?: TypeInput;
  readonly msspace?: number;
  readonly mfinalfunc?: NameInput;
  readonly mfinalfuncExtra?: true;
  readonly mfinalfuncModify?: StateUse;
  readonly minitcond?: string;
  readonly sortop?: NameInput;
}

export function aggregate(input: AggregateInput): Aggregate {
  const name = (said: NameInput | undefined) => (said === undefined ? undefined : qualifiedName(said));
  return defined({
    ...input,
    sfunc: qualifiedName(input.sfunc),
    stype: routineType(input.stype),
    finalfunc: name(input.finalfunc),
    combinefunc: name(input.combinefunc),
    serialfunc: name(input.serialfunc),
    deserialfunc: name(input.deserialfunc),
    msfunc: name(input.msfunc),
    minvfunc: name(input.minvfunc),
    mstype: input.mstype === undefined ? undefined : routineType(input.mstype),
    mfinalfunc: name(input.mfinalfunc),
    sortop: name(input.sortop),
  });
}

export function aggregateInput(item: Aggregate): AggregateInput {
  const { direct, hypothetical, sfunc, stype, mstype } = item;
  const name = (said: Aggregate["finalfunc"]) => (said === undefined ? undefined : nameInput(said));
  return defined({
    direct,
    hypothetical,
    sfunc: nameInput(sfunc),
    stype: typeSql(stype),
    sspace: item.sspace,
    finalfunc: name(item.finalfunc),
    finalfuncExtra: item.finalfuncExtra,
    finalfuncModify: item.finalfuncModify,
    combinefunc: name(item.combinefunc),
    serialfunc: name(item.serialfunc),
    deserialfunc: name(item.deserialfunc),
    initcond: item.initcond,
    msfunc: name(item.msfunc),
    minvfunc: name(item.minvfunc),
    mstype: mstype === undefined ? undefined : typeSql(mstype),
    msspace: item.msspace,
    mfinalfunc: name(item.mfinalfunc),
    mfinalfuncExtra: item.mfinalfuncExtra,
    mfinalfuncModify: item.mfinalfuncModify,
    minitcond: item.minitcond,
    sortop: name(item.sortop),
  });
}
