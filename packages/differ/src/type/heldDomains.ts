import {
  canonicalSpelling,
  type Domain,
  nameKey,
  type QualifiedName,
  sameValue,
  type Schema,
} from "@limbeck/model";
import { type AlterDomain, namedType } from "@limbeck/operations";

import { alterRules, type Rule, ruleText, withoutRules } from "./domainRules.ts";
import { addsRule, definition, inWordsOf, isHeldFast } from "./domains.ts";
import { asType, callsAny } from "../mentions.ts";
import { footing } from "./standing.ts";
import { type Around, usesBack } from "./typeUses.ts";

export interface HeldDomains {
  /** The start without what was taken away, which is to come again like anything that the target has and the start has not. */
  readonly before: Schema;
  readonly operations: readonly AlterDomain[];
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
 * goes along with a type that is made anew, those that do not come again as they were, or of one that is dropped then, those that cast to it.
 */
export function holdDomains(before: Schema, after: Schema, under: Away): HeldDomains {
  if (under.away.size === 0 && under.types.length === 0) return { before, operations: [] };
  const stay = new Map(after.domains.map((domain) => [nameKey(domain), domain]));
  const ruled = onlyRuled(before, after);
  const held = before.domains.map((domain) => {
    const now = stay.get(nameKey(domain));
    const words = now === undefined ? domain : { ...domain, ...inWordsOf(now, domain) };
    const isGone =
      now === undefined ? casts(domain, before, under) : goes(words, now, before, { ...under, ruled });
    const bare = withoutRules(words, isGone);
    const operations = sameValue(definition(words), definition(bare)) ? [] : [alterRules(words, bare)];
    return { domain: operations.length === 0 ? domain : bare, operations };
  });
  return {
    before: { ...before, domains: held.map(({ domain }) => domain) },
    operations: held.flatMap(({ operations }) => operations),
  };
}

/** An operation that takes rules away, so that they come back where a column holds the domain in arrays or other values: it is made anew there. */
export function heldFast(op: AlterDomain, around: Around): AlterDomain {
  const domain = { ...op.name, ...op.from };
  const comes = addsRule({ ...op.name, ...op.to }, domain);
  return comes && isHeldFast(domain, around.before) ? { ...op, uses: usesBack([op.name], around) } : op;
}

/** The keys of the domains whose values stay of one type in the end: what stands on such a one may say of them all that it said. */
function onlyRuled(before: Schema, after: Schema): ReadonlySet<string> {
  const [old, now] = [before, after].map(({ domains }) => new Map(domains.map((one) => [nameKey(one), one])));
  const ruled = before.domains.filter((domain) => {
    const other = now?.get(nameKey(domain));
    if (other === undefined || !sameValue(domain.collation, other.collation)) return false;
    return baseOf(domain, old) === baseOf(other, now);
  });
  return new Set(ruled.map(nameKey));
}

/** The type under a domain that is none itself. */
function baseOf({ type }: Domain, domains: ReadonlyMap<string, Domain> | undefined): string {
  const name = namedType(type);
  const under = name === undefined ? undefined : domains?.get(nameKey(name));
  return under === undefined ? canonicalSpelling(type) : baseOf(under, domains);
}

interface Carrying extends Away {
  readonly ruled: ReadonlySet<string>;
}

/** Whether something that a domain says cannot stay on the way. */
function goes(
  domain: Domain,
  now: Domain,
  before: Schema,
  { away, types, ruled }: Carrying,
): (rule: Rule) => boolean {
  const under = footing(domain, before);
  const others = types.filter((type) => !under.has(nameKey(type)));
  const names = new Set([...away, ...others.map(({ name }) => asType(name))]);
  const carried = types.some((type) => under.has(nameKey(type)) && !ruled.has(nameKey(type)));
  const stays = (rule: Rule): boolean =>
    "kind" in rule ? sameValue(rule, now.default) : now.checks.some((check) => sameValue(rule, check));
  return (rule) => callsAny(ruleText(rule), names) || (carried && !stays(rule));
}

/** A domain that goes is carried along first where its type is made anew, but no rule that casts to that. */
function casts(domain: Domain, before: Schema, { types }: Away): (rule: Rule) => boolean {
  const under = footing(domain, before);
  const names = types.filter((type) => under.has(nameKey(type))).map(({ name }) => asType(name));
  return (rule) => callsAny(ruleText(rule), new Set(names));
}
