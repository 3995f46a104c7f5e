import { calledAs } from "./calledAs.ts";
import { anyNumber, anyText, either, flag, options, record, sql, text } from "./kind.ts";
import { expression, placedName } from "./kinds.ts";
import { checkOptions, type Kinds } from "./options.ts";
import { type AnySql } from "./attach.ts";

export interface PgDomainCheck {
  /** A condition on `VALUE`. */
  readonly expression: string | AnySql;
  /** Rows that are there already are not looked at. */
  readonly notValid?: boolean;
  readonly comment?: string;
}

export interface PgDomainConfig {
  /** The type that it stands on: `"text"`, `"numeric(10, 2)"`, or another domain. */
  readonly type: string;
  /** The PostgreSQL schema that it lives in; absent: the default one. */
  readonly schema?: string;
  /** `"C"`; with its schema where it is not one of PostgreSQL's own. */
  readonly collation?: string | { readonly schema?: string; readonly name: string };
  /** What a column of the domain has where it says no default of its own. A text is a value; an expression is Drizzle's `sql`. */
  readonly default?: string | number | boolean | AnySql;
  readonly notNull?: boolean;
  /** Conditions on `VALUE`, by the names of their constraints. */
  readonly checks?: Readonly<Record<string, string | AnySql | PgDomainCheck>>;
  readonly comment?: string;
}

/** What `pgDomain()` gives. */
export interface PgDomain extends PgDomainConfig {
  readonly name: string;
}

/**
 * Declares a domain, a type of its own over another one. Export it; a column takes it by its name:
 *
 *     export const email = pgDomain("email", { type: "text", checks: { email_at: "VALUE LIKE '%@%'" } });
 *     const emailColumn = customType<{ data: string }>({ dataType: () => email.name });
 */
export function pgDomain(name: string, config: PgDomainConfig): PgDomain {
  calledAs('pgDomain("name", { type, … })', name, config, ["type"]);
  checkOptions(`pgDomain "${name}"`, config, KINDS);
  const declared = { ...config, name };
  Object.defineProperty(declared, Symbol.for("limbeck:domain"), { value: true, enumerable: false });
  return declared;
}

const CHECK: Kinds<PgDomainCheck> = { expression, notValid: flag, comment: text };

const KINDS: Kinds<PgDomainConfig> = {
  type: text,
  schema: text,
  collation: placedName,
  default: either(anyText, anyNumber, flag, sql),
  notNull: flag,
  checks: record(either(expression, options(CHECK, ["expression"]))),
  comment: text,
};
