import {
  canonicalType,
  type Domain,
  type DomainCheck,
  type DomainDefault,
  foundName,
  truncateName,
} from "@limbeck/model";

import { type AnySql } from "./declarations/attach.ts";
import { type PgDomain, type PgDomainConfig } from "./declarations/domain.ts";
import { sqlOf } from "./function.ts";
import { type Reading } from "./reading.ts";

/** Told by its mark, because a model may come with another copy of the package. */
export function isDomain(value: unknown): value is PgDomain {
  return typeof value === "object" && value !== null && Object.hasOwn(value, Symbol.for("limbeck:domain"));
}

export function readDomain(declared: PgDomain, reading: Reading): Domain {
  const { schema, name, type, collation, notNull, checks = {}, comment } = declared;
  const canonical = canonicalType(type);
  return {
    ...reading.qualified(schema, name),
    type: canonical === undefined ? { written: type } : { written: type, canonical },
    ...(collation === undefined ? {} : { collation: collationName(collation, reading) }),
    ...readDefault(declared.default, reading),
    ...(notNull === true ? { notNull } : {}),
    checks: Object.entries(checks)
      .map(([key, check]) => readCheck(truncateName(key), check, reading))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ...(comment === undefined ? {} : { comment }),
  };
}

function collationName(
  collation: NonNullable<PgDomainConfig["collation"]>,
  reading: Reading,
): Domain["collation"] & {} {
  if (typeof collation === "string") return { name: collation };
  const { schema, name } = collation;
  if (schema === undefined || schema === "pg_catalog") return { name };
  return foundName("collation", reading.qualified(schema, name));
}

/** The server keeps no default of NULL. */
function readDefault(
  value: PgDomainConfig["default"],
  reading: Reading,
): { readonly default?: DomainDefault } {
  if (value === undefined) return {};
  if (typeof value === "number" && !Number.isFinite(value))
    return { default: { kind: "literal", value: String(value) } };
  if (typeof value !== "object") return { default: { kind: "literal", value } };
  const written = expressionText(value, reading);
  return /^null(::.*)?$/is.test(written) ? {} : { default: { kind: "expression", written } };
}

type CheckOptions = NonNullable<PgDomainConfig["checks"]>[string];

function readCheck(name: string, check: CheckOptions, reading: Reading): DomainCheck {
  const options = typeof check === "object" && "expression" in check ? check : { expression: check };
  const { expression, notValid, comment } = options;
  return {
    name,
    expression: { written: expressionText(expression, reading) },
    ...(notValid === true ? { notValid } : {}),
    ...(comment === undefined ? {} : { comment }),
  };
}

function expressionText(expression: string | AnySql, reading: Reading): string {
  return typeof expression === "string" ? expression : sqlOf(expression, reading);
}
