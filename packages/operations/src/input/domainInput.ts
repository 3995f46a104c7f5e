import {
  type Domain,
  type DomainCheck,
  type DomainDefault,
  type LiteralValue,
  type QualifiedName,
} from "@limbeck/model";

import { check, checkInput, type CheckInput } from "./constraintInput.ts";
import { defaultInput } from "./defaultInput.ts";
import { defined } from "./defined.ts";
import { type NameInput, nameInput, qualifiedName } from "./nameInput.ts";
import { isSql, type Sql } from "./sqlInput.ts";
import { typeInput, type TypeInput, typeText } from "./typeInput.ts";

/** A condition on the value: ``{ name: "positive", expression: sql`VALUE > 0` }``. */
export type DomainCheckInput = Omit<CheckInput, "noInherit" | "notEnforced">;

/** What a domain is, beside its name and comment. */
export interface DomainInput {
  readonly type: TypeInput;
  /** `"C"`, or with its schema where it is not one of PostgreSQL's own. */
  readonly collation?: NameInput;
  readonly default?: LiteralValue | Sql;
  readonly notNull?: true;
  readonly checks?: readonly DomainCheckInput[];
}

/** What a domain is, beside its name and comment. */
export type DomainDefinition = Omit<Domain, keyof QualifiedName | "comment">;

export function domainDefinition(input: DomainInput): DomainDefinition {
  const { type, collation, default: value, notNull, checks = [] } = input;
  return defined({
    type: typeText(type),
    collation: collation === undefined ? undefined : qualifiedName(collation),
    default: value === undefined ? undefined : domainDefault(value),
    notNull,
    checks: checks.map((one): DomainCheck => check(one)),
  });
}

function domainDefault(value: LiteralValue | Sql): DomainDefault {
  return isSql(value) ? { kind: "expression", written: value.text } : { kind: "literal", value };
}

export function domainInput({
  type,
  collation,
  default: value,
  notNull,
  checks,
}: DomainDefinition): DomainInput {
  return defined({
    type: typeInput(type),
    collation: collation === undefined ? undefined : nameInput(collation),
    default: value === undefined ? undefined : (defaultInput(value) as LiteralValue | Sql),
    notNull,
    checks: checks.length === 0 ? undefined : checks.map(checkInput),
  });
}
