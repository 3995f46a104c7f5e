import {
  type Domain,
  type DomainCheck,
  type DomainDefault,
  nameOf,
  type QualifiedName,
  sameValue,
  type SqlText,
} from "@limbeck/model";
import { type AlterDomain, calledNames, type Operation, type Ref, ref } from "@limbeck/operations";

import { definition } from "./domains.ts";
import { NO_USES } from "./typeUses.ts";

/** What a domain says of its values. */
export type Rule = DomainCheck | DomainDefault;

export function ruleText(rule: Rule): SqlText | undefined {
  if (!("kind" in rule)) return rule.expression;
  return rule.kind === "expression" ? rule : undefined;
}

export function withoutRules(domain: Domain, isGone: (rule: Rule) => boolean): Domain {
  const { default: value, ...rest } = domain;
  return {
    ...(value !== undefined && isGone(value) ? rest : domain),
    checks: domain.checks.filter((check) => !isGone(check)),
  };
}

export function alterRules(from: Domain, to: Domain): AlterDomain {
  return {
    kind: "alterDomain",
    name: nameOf(from),
    from: definition(from),
    to: definition(to),
    uses: NO_USES,
  };
}

/** The domain of an operation by which a rule comes or goes that calls a function, which may stand on what the domain is needed for. */
export function callingDomain(op: Operation): readonly Ref[] {
  const sides = sidesOf(op);
  if (sides === undefined) return [];
  const moves = [comingTo(sides.to, sides.from), comingTo(sides.from, sides.to)];
  return moves.some((rules) => rules.length > 0) ? [ref.type(sides.name)] : [];
}

/** The same operations, where the domains of `apart` get the rules that call functions after all else, and lose them before. */
export function domainsApart(
  operations: readonly Operation[],
  apart: ReadonlySet<Ref>,
): readonly Operation[] {
  return operations.flatMap((op) => {
    const sides = sidesOf(op);
    return sides === undefined || !apart.has(ref.type(sides.name)) ? [op] : inSteps(op, sides);
  });
}

interface Sides {
  readonly name: QualifiedName;
  readonly from: Domain | undefined;
  readonly to: Domain | undefined;
}

function sidesOf(op: Operation): Sides | undefined {
  if (op.kind === "createDomain") return { name: op.domain, from: undefined, to: op.domain };
  if (op.kind === "dropDomain") return { name: op.name, from: op.domain, to: undefined };
  if (op.kind !== "alterDomain") return undefined;
  return { name: op.name, from: { ...op.name, ...op.from }, to: { ...op.name, ...op.to } };
}

function inSteps(op: Operation, { from, to }: Sides): readonly Operation[] {
  const left = from === undefined ? undefined : withoutRules(from, isAmong(comingTo(from, to)));
  const bare = to === undefined ? undefined : withoutRules(to, isAmong(comingTo(to, from)));
  return [...rulesBetween(from, left), ...withoutCalls(op, left, bare), ...rulesBetween(bare, to)];
}

function withoutCalls(op: Operation, from: Domain | undefined, to: Domain | undefined): readonly Operation[] {
  if (op.kind === "createDomain" && to !== undefined) return [{ ...op, domain: to }];
  if (op.kind === "dropDomain" && from !== undefined) return [{ ...op, domain: from }];
  if (op.kind !== "alterDomain" || from === undefined || to === undefined) return [op];
  return sameValue(from, to) ? [] : [{ ...op, from: definition(from), to: definition(to) }];
}

function rulesBetween(from: Domain | undefined, to: Domain | undefined): readonly Operation[] {
  return from === undefined || to === undefined || sameValue(from, to) ? [] : [alterRules(from, to)];
}

/** The rules of one side that call functions and that the other side does not have. */
function comingTo(side: Domain | undefined, other: Domain | undefined): readonly Rule[] {
  const there = rulesOf(other);
  return rulesOf(side).filter((rule) => calls(rule) && !there.some((one) => sameValue(one, rule)));
}

function rulesOf(domain: Domain | undefined): readonly Rule[] {
  if (domain === undefined) return [];
  return [...domain.checks, ...(domain.default === undefined ? [] : [domain.default])];
}

function isAmong(rules: readonly Rule[]): (rule: Rule) => boolean {
  return (rule) => rules.includes(rule);
}

function calls(rule: Rule): boolean {
  const text = ruleText(rule);
  return text !== undefined && calledNames(text).length > 0;
}
