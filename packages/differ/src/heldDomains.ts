import { type Domain, nameKey, nameOf, type Schema } from "@limbeck/model";
import { defined, type Operation } from "@limbeck/operations";

import { definition, inWordsOf } from "./domains.ts";
import { NO_USES } from "./typeUses.ts";
import { defaultCalls } from "./heldDefaults.ts";
import { callsAny } from "./mentions.ts";

export interface HeldDomains {
  /** The start without what was taken away, which is to come again like anything that the target has and the start has not. */
  readonly before: Schema;
  readonly operations: readonly Operation[];
}

/** Takes the rules and defaults of domains away that call a function that is made again. */
export function holdDomains(before: Schema, after: Schema, functions: ReadonlySet<string>): HeldDomains {
  if (functions.size === 0) return { before, operations: [] };
  const stay = new Map(after.domains.map((domain) => [nameKey(domain), domain]));
  const held = before.domains.map((domain) => {
    const now = stay.get(nameKey(domain));
    if (now === undefined || !calls(domain, functions)) return { domain, operations: [] };
    const words = { ...domain, ...inWordsOf(now, domain) };
    const bare = without(words, functions);
    return { domain: bare, operations: [alter(words, bare)] };
  });
  return {
    before: { ...before, domains: held.map(({ domain }) => domain) },
    operations: held.flatMap(({ operations }) => operations),
  };
}

function calls({ default: value, checks }: Domain, functions: ReadonlySet<string>): boolean {
  return defaultCalls(value, functions) || checks.some(({ expression }) => callsAny(expression, functions));
}

function without(domain: Domain, functions: ReadonlySet<string>): Domain {
  const { default: value, ...rest } = domain;
  return {
    ...(defaultCalls(value, functions) ? rest : domain),
    checks: domain.checks.filter(({ expression }) => !callsAny(expression, functions)),
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
