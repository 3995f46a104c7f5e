import {
  canonicalSpelling,
  type Domain,
  type DomainCheck,
  nameKey,
  nameOf,
  type QualifiedName,
  sameName,
  sameValue,
  type Schema,
  type SqlText,
} from "@limbeck/model";
import {
  type AlterDomain,
  defined,
  type DomainDefinition,
  type EnumUses,
  namedType,
  type Ref,
  ref,
} from "@limbeck/operations";

import { usingCast } from "./cast.ts";
import { sameDefault } from "../table/columns.ts";
import { objectComment } from "../comments.ts";
import { type Fields, same } from "../fields.ts";
import { footing, hasColumnOf, namesOfType, standingOn } from "./standing.ts";
import { alone, diffTypes, type TypeChange } from "./typeChanges.ts";
import { type Around, NO_USES, usesAfterwards, usesAround } from "./typeUses.ts";

const DOMAIN = {
  schema: "identity",
  name: "identity",
  type: "compared",
  collation: "compared",
  default: "separate",
  notNull: "compared",
  checks: "compared",
  comment: "separate",
} as const satisfies Fields<Domain>;

/** The domains that are on both sides and not the same. */
function changedDomains(before: Schema, after: Schema): readonly (readonly [Domain, Domain])[] {
  const old = new Map(before.domains.map((domain) => [nameKey(domain), domain]));
  return after.domains.flatMap((domain) => {
    const was = old.get(nameKey(domain));
    return was === undefined || sameDomain(was, domain) ? [] : [[was, domain] as const];
  });
}

function sameDomain(before: Domain, after: Domain): boolean {
  return same(DOMAIN, before, after) && sameDefault(before.default, after.default);
}

/** The domains that are made anew: ALTER DOMAIN changes neither the type nor the collation. */
export function remadeDomains(before: Schema, after: Schema): readonly QualifiedName[] {
  return changedDomains(before, after)
    .filter(([was, domain]) => isRemade(was, domain, before, after))
    .map(([, domain]) => nameOf(domain));
}

/** Whether a domain has to be made anew for a rule that comes: it does not come where a column holds the domain in another value. */
export function isHeldFast(domain: Domain, schema: Schema): boolean {
  return isInArrays(domain, schema, schema) || isHeld(domain, schema, schema);
}

function isRemade(was: Domain, domain: Domain, before: Schema, after: Schema): boolean {
  if (!sameValue(was.type, domain.type) || !sameValue(was.collation, domain.collation)) return true;
  const ruled = addsRule(was, domain) || addsRule(domain, was);
  return ruled && (isInArrays(domain, before, after) || isHeld(domain, before, after));
}

/** Whether rows have to be looked at: PostgreSQL refuses to where a column holds the domain in another value (ALTER DOMAIN, Notes). */
export function addsRule(before: Domain, after: Domain): boolean {
  const old = new Map(before.checks.map((check) => [check.name, check]));
  const isNew = (check: DomainCheck): boolean => {
    const was = old.get(check.name);
    return was === undefined || was.notValid === true || !sameValue(was.expression, check.expression);
  };
  const added = after.checks.some((check) => check.notValid !== true && isNew(check));
  return added || (after.notNull === true && before.notNull !== true);
}

/** Whether a column that stays holds arrays of the domain, or of one that stands on it on either side. */
function isInArrays(domain: Domain, before: Schema, after: Schema): boolean {
  const standing = [before, after].flatMap((schema) => standingOn([domain], schema));
  const over = standing.filter(({ kind }) => kind === "domain");
  return [domain, ...over.map(({ type }) => type)].some((one) => {
    const there = new Set(arraysOf(one, before));
    return arraysOf(one, after).some((column) => there.has(column));
  });
}

/** Whether a column holds values of the domain in those of another type that stays, be it a domain over arrays of it. */
function isHeld(domain: Domain, before: Schema, after: Schema): boolean {
  const over = standingOn([domain], before);
  const holding = over.filter(({ kind, type }) => kind !== "domain" || isArray(type.type));
  if (holding.length === 0) return false;
  const further = standingOn(
    holding.map(({ type }) => type),
    before,
  );
  const keys = new Set([...holding, ...further].flatMap(namesOfType).map(nameKey));
  return [before, after].some((schema) => hasColumnOf(keys, schema));
}

function arraysOf(domain: QualifiedName, { tables }: Schema): readonly Ref[] {
  return tables.flatMap((table) =>
    table.columns.flatMap(({ name, type }) => {
      const named = namedType(type);
      return isArray(type) && named !== undefined && sameName(named, domain) ? [ref.column(table, name)] : [];
    }),
  );
}

function isArray(type: SqlText): boolean {
  return canonicalSpelling(type).endsWith("]");
}

export function diffDomains(around: Around): readonly TypeChange[] {
  return diffTypes(around.before.domains, around.after.domains, around, {
    create: (domain) => ({ kind: "createDomain", domain }),
    drop: (domain) => ({ kind: "dropDomain", name: nameOf(domain), domain }),
    change: changed,
  });
}

function changed(before: Domain, after: Domain, around: Around): TypeChange {
  const comment = objectComment({ type: nameOf(after) }, before, after);
  if (sameDomain(before, after)) return alone(...comment);
  const remade = isRemade(before, after, around.before, around.after);
  const uses = remade ? usesIn(around, before) : NO_USES;
  const alter: AlterDomain = defined({
    kind: "alterDomain" as const,
    name: nameOf(after),
    from: inWordsOf(after, before),
    to: definition(after),
    uses,
    throughText: remade && needsText(before, after) ? (true as const) : undefined,
    comment: remade ? before.comment : undefined,
  });
  return {
    operations: [alter, ...comment],
    carried: uses.columns,
    remade: remade ? [nameKey(after)] : [],
  };
}

/** What stands on a type that is made anew itself is carried along with that first. */
function usesIn(around: Around, domain: Domain): EnumUses {
  const under = footing(domain, around.before);
  const isFirst = !remadeDomains(around.before, around.after).some((one) => under.has(nameKey(one)));
  return isFirst ? usesAround([nameOf(domain)], around) : usesAfterwards([nameOf(domain)], around);
}

function needsText({ type: from }: Domain, { type: to }: Domain): boolean {
  return usingCast("", from, to) !== undefined || usingCast("", to, from) !== undefined;
}

export function definition({ type, collation, default: value, notNull, checks }: Domain): DomainDefinition {
  return defined({ type, collation, default: value, notNull, checks });
}

/** The old definition, in the spelling of the new one wherever the two mean the same: a file knows only spellings. */
export function inWordsOf(after: Domain, before: Domain): DomainDefinition {
  const checks = new Map(after.checks.map((check) => [check.name, check]));
  const inWords = (check: DomainCheck): DomainCheck => {
    const now = checks.get(check.name);
    return now !== undefined && sameValue(check.expression, now.expression)
      ? { ...check, expression: now.expression }
      : check;
  };
  return definition({
    ...before,
    type: sameValue(before.type, after.type) ? after.type : before.type,
    ...(after.default !== undefined && sameDefault(before.default, after.default)
      ? { default: after.default }
      : {}),
    checks: before.checks.map(inWords),
  });
}
