import {
  type Domain,
  type DomainCheck,
  type DomainDefault,
  nameKey,
  nameOf,
  type QualifiedName,
  sameValue,
  type Schema,
  type SqlText,
} from "@limbeck/model";
import { defined, type Operation } from "@limbeck/operations";

import { definition, inWordsOf } from "./domains.ts";
import { NO_USES } from "./typeUses.ts";
import { asType, callsAny } from "./mentions.ts";
import { footing } from "./standing.ts";

export interface HeldDomains {
  /** The start without what was taken away, which is to come again like anything that the target has and the start has not. */
  readonly before: Schema;
  readonly operations: readonly Operation[];
}

/** What rules and defaults cannot hold on to. */
export interface Away {
  /** The names of functions that are made again, and of types that others take. */
  readonly away: ReadonlySet<string>;
  /** The types that are made anew: such a one carries the domains over that stand on it, with all that they say. */
  readonly types: readonly QualifiedName[];
}

/**
 * Takes the rules and defaults of domains away that call a function that is made again, or cast to a type that is; and of a domain that
 * goes along with a type that is made anew, those that do not come again as they were.
 */
export function holdDomains(before: Schema, after: Schema, under: Away): HeldDomains {
  if (under.away.size === 0 && under.types.length === 0) return { before, operations: [] };
  const stay = new Map(after.domains.map((domain) => [nameKey(domain), domain]));
  const held = before.domains.map((domain) => {
    const now = stay.get(nameKey(domain));
    if (now === undefined) return { domain, operations: [] };
    const words = { ...domain, ...inWordsOf(now, domain) };
    const bare = without(words, goes(words, now, before, under));
    const operations = sameValue(definition(words), definition(bare)) ? [] : [alter(words, bare)];
    return { domain: operations.length === 0 ? domain : bare, operations };
  });
  return {
    before: { ...before, domains: held.map(({ domain }) => domain) },
    operations: held.flatMap(({ operations }) => operations),
  };
}

type Rule = DomainCheck | DomainDefault;

/** Whether something that a domain says cannot stay on the way. */
function goes(domain: Domain, now: Domain, before: Schema, { away, types }: Away): (rule: Rule) => boolean {
  const under = footing(domain, before);
  const others = types.filter((type) => !under.has(nameKey(type)));
  const names = new Set([...away, ...others.map(({ name }) => asType(name))]);
  const carried = others.length < types.length;
  const stays = (rule: Rule): boolean =>
    "kind" in rule ? sameValue(rule, now.default) : now.checks.some((check) => sameValue(rule, check));
  return (rule) => callsAny(textOf(rule), names) || (carried && !stays(rule));
}

function textOf(rule: Rule): SqlText | undefined {
  if (!("kind" in rule)) return rule.expression;
  return rule.kind === "expression" ? rule : undefined;
}

function without(domain: Domain, isGone: (rule: Rule) => boolean): Domain {
  const { default: value, ...rest } = domain;
  return {
    ...(value !== undefined && isGone(value) ? rest : domain),
    checks: domain.checks.filter((check) => !isGone(check)),
  };
}

function alter(from: Domain, to: Domain): Operation {
  const [before, after] = [definition(from), definition(to)];
  return defined({
    kind: "alterDomain" as const,
    name: nameOf(from),
    from: before,
    to: after,
    uses: NO_USES,
  });
}
