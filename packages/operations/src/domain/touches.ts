import { type QualifiedName, sameText, sameValue, type SqlText } from "@limbeck/model";

import { remadeTouches } from "../enum/remade.ts";
import { type DomainDefinition } from "../input/domainInput.ts";
import { arraysOf, type Ref, ref, type Touches } from "../ref.ts";
import { calledNames, callsOf } from "../sql/calls.ts";
import { castRefs } from "../sql/casts.ts";
import { sequenceRefs } from "../sql/expression.ts";
import { quoteQualified } from "../sql/identifier.ts";
import { typeRefs } from "../sql/type.ts";
import { namespaceRefs } from "../table/touches.ts";
import { type AlterDomain } from "./domain.ts";

/** ALTER DOMAIN changes neither the type nor the collation. */
export function isRemade({ from, to, uses }: AlterDomain): boolean {
  const collation = ({ collation: name }: DomainDefinition): string =>
    name === undefined ? "" : quoteQualified(name);
  const moves = uses.columns.length > 0 || (uses.types ?? []).length > 0;
  return !sameText(from.type, to.type) || collation(from) !== collation(to) || moves;
}

export function definitionNeeds(definition: DomainDefinition): readonly Ref[] {
  return [...typeRefs(definition.type), ...domainTexts(definition)];
}

/** What its default and its checks call and cast to. */
export function domainTexts(definition: DomainDefinition): readonly Ref[] {
  return [...textNeeds(definition, callsOf), ...casts(definition)];
}

function textNeeds(
  definition: DomainDefinition,
  called: (name: QualifiedName) => readonly Ref[],
): readonly Ref[] {
  const { default: value } = definition;
  return [
    ...(value?.kind === "expression" ? sequenceRefs(value) : []),
    ...textsOf(definition).flatMap(calledNames).flatMap(called),
  ];
}

function casts(definition: DomainDefinition): readonly Ref[] {
  return textsOf(definition).flatMap(castRefs);
}

function textsOf({ default: value, checks }: DomainDefinition): readonly SqlText[] {
  return [
    ...(value?.kind === "expression" ? [value] : []),
    ...checks.map(({ expression }): SqlText => expression),
  ];
}

export function alterDomainTouches(op: AlterDomain): Touches {
  const { name, from, to } = op;
  const own = ref.type(name);
  const stay = new Set(casts(to));
  const needsOld = [
    ...textNeeds(from, (one) => [ref.oldCall(one)]),
    ...casts(from).filter((type) => !stay.has(type)),
  ];
  const around = isRemade(op)
    ? remadeTouches([name], op.uses)
    : changed(sameRules(from, to) ? [] : [arraysOf(own)]);
  // What is only taken away is away before a type is made anew that carries the domain over.
  if (!isRemade(op) && takesAway(op)) return { ...around, needsOld: [...needsOld, own] };
  const needs = [
    ...namespaceRefs(name),
    ...typeRefs(to.type),
    // It may be in arrays, which it is not while the domain under it takes a rule.
    ...(isRemade(op) ? typeRefs(to.type).map(arraysOf) : []),
    ...textNeeds(to, (one) => [ref.call(one)]),
    ...casts(to),
    ...(isRemade(op) ? [] : [own]),
  ];
  return { ...around, needs, needsOld, leaves: typeRefs(from.type) };
}

/** Whether all that changes is the default, for which it does not matter who holds arrays of the domain. */
function sameRules(from: DomainDefinition, to: DomainDefinition): boolean {
  return sameValue(from.checks, to.checks) && from.notNull === to.notNull;
}

function changed(refs: readonly Ref[]): Touches {
  return { makes: refs, breaks: refs, needs: [] };
}

/** Whether the domain says less after it, and nothing else. */
function takesAway({ from, to }: AlterDomain): boolean {
  const texts = (list: readonly object[]): ReadonlySet<string> =>
    new Set(list.map((one) => JSON.stringify(one)));
  const had = texts([...from.checks, ...(from.default === undefined ? [] : [from.default])]);
  const has = texts([...to.checks, ...(to.default === undefined ? [] : [to.default])]);
  return [...has].every((text) => had.has(text)) && (to.notNull !== true || from.notNull === true);
}
