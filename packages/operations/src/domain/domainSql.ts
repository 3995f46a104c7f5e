import { type Domain, type DomainCheck, nameOf, type QualifiedName, sameText } from "@limbeck/model";

import { remakeTypeSql } from "../enum/remade.ts";
import { type EnumUses } from "../enum/uses.ts";
import { type DomainDefinition } from "../input/domainInput.ts";
import { commentSql } from "../sql/comment.ts";
import { addDomainCheckSql, createDomainSql } from "../sql/domain.ts";
import { defaultSql } from "../sql/expression.ts";
import { quoteIdentifier, quoteType } from "../sql/identifier.ts";

interface Change {
  readonly name: QualifiedName;
  readonly from: DomainDefinition;
  readonly to: DomainDefinition;
}

/** The statements that change a domain where it stands: what goes, what is set, what comes. */
export function alterDomainSql({ name, from, to }: Change): readonly string[] {
  const alter = (action: string): string => `ALTER DOMAIN ${quoteType(name)} ${action}`;
  return [
    ...addedChecks(to, from).map((check) => alter(`DROP CONSTRAINT ${quoteIdentifier(check.name)}`)),
    ...(from.notNull === true && to.notNull !== true ? [alter("DROP NOT NULL")] : []),
    ...defaultActions(from, to).map(alter),
    ...addedChecks(from, to).flatMap((check) => addDomainCheckSql(name, check)),
    ...keptChecks(from, to).flatMap(([old, check]) => keptActions(name, old, check)),
    ...(to.notNull === true && from.notNull !== true ? [alter("SET NOT NULL")] : []),
  ];
}

function defaultActions(from: DomainDefinition, to: DomainDefinition): readonly string[] {
  const text = ({ default: value }: DomainDefinition): string | undefined =>
    value === undefined ? undefined : defaultSql(value);
  const [old, now] = [text(from), text(to)];
  if (old === now) return [];
  return [now === undefined ? "DROP DEFAULT" : `SET DEFAULT ${now}`];
}

/** The checks that only the second one has, or has another way; a check that was not valid can be validated. */
export function addedChecks(from: DomainDefinition, to: DomainDefinition): readonly DomainCheck[] {
  const kept = new Set(keptChecks(from, to).map(([, check]) => check.name));
  return to.checks.filter(({ name }) => !kept.has(name));
}

/** The checks that stay: of one condition, validated perhaps, but never made not valid again. */
function keptChecks(
  from: DomainDefinition,
  to: DomainDefinition,
): readonly (readonly [DomainCheck, DomainCheck])[] {
  const old = new Map(from.checks.map((check) => [check.name, check]));
  return to.checks.flatMap((check) => {
    const was = old.get(check.name);
    const stays = was !== undefined && sameText(was.expression, check.expression);
    return stays && was.notValid === check.notValid ? [[was, check] as const] : [];
  });
}

function keptActions(domain: QualifiedName, old: DomainCheck, check: DomainCheck): readonly string[] {
  return old.comment === check.comment
    ? []
    : [commentSql({ domain: nameOf(domain), constraint: check.name }, check.comment ?? null)];
}

/** Makes a domain anew under its name and carries the columns of the old one over. */
export function remakeDomainSql({
  name,
  to,
  uses,
  throughText,
  comment,
}: Change & {
  readonly uses: EnumUses;
  readonly throughText?: true;
  readonly comment?: string;
}): readonly string[] {
  const domain: Domain = { ...name, ...to, ...(comment === undefined ? {} : { comment }) };
  const made = { names: [nameOf(name)] as const, create: createDomainSql(domain) };
  return remakeTypeSql(made, uses, throughText === true ? "text" : "assignment");
}
