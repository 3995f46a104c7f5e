import { type Domain, type DomainCheck, nameOf, type QualifiedName } from "@limbeck/model";

import { commentStatements } from "./comment.ts";
import { checkSql } from "./constraint.ts";
import { defaultSql } from "./expression.ts";
import { quoteQualified, quoteType } from "./identifier.ts";
import { typeSql } from "./type.ts";

/** CREATE DOMAIN knows no NOT VALID, so such a check comes after it. */
export function createDomainSql(domain: Domain): readonly string[] {
  const { type, collation, default: value, notNull, checks, comment } = domain;
  const valid = checks.filter(({ notValid }) => notValid !== true);
  const words = [
    `CREATE DOMAIN ${quoteType(domain)} AS ${typeSql(type)}`,
    ...(collation === undefined ? [] : [`COLLATE ${quoteQualified(collation)}`]),
    ...(value === undefined ? [] : [`DEFAULT ${defaultSql(value)}`]),
    ...(notNull === true ? ["NOT NULL"] : []),
    ...valid.map(checkSql),
  ];
  return [
    words.join(" "),
    ...commentStatements({ type: nameOf(domain) }, comment),
    ...valid.flatMap((check) => checkComment(domain, check)),
    ...checks
      .filter(({ notValid }) => notValid === true)
      .flatMap((check) => addDomainCheckSql(domain, check)),
  ];
}

export function addDomainCheckSql(domain: QualifiedName, check: DomainCheck): readonly string[] {
  return [`ALTER DOMAIN ${quoteType(domain)} ADD ${checkSql(check)}`, ...checkComment(domain, check)];
}

function checkComment(domain: QualifiedName, { name, comment }: DomainCheck): readonly string[] {
  return commentStatements({ domain: nameOf(domain), constraint: name }, comment);
}
