import { type Check } from "./check.ts";
import { type Default, type SerialDefault } from "./default.ts";
import { type QualifiedName } from "./name.ts";
import { type SqlText } from "./sqlText.ts";

/** A type of its own over another one, with rules for its values. */
export interface Domain extends QualifiedName {
  readonly type: SqlText;
  /** Absent: that of the type. One of PostgreSQL's own has no schema. */
  readonly collation?: QualifiedName;
  readonly default?: DomainDefault;
  readonly notNull?: true;
  readonly checks: readonly DomainCheck[];
  readonly comment?: string;
}

/** A column of a domain has its default where it says none of its own. */
export type DomainDefault = Exclude<Default, SerialDefault>;

/** A condition on `VALUE`. */
export type DomainCheck = Omit<Check, "noInherit" | "notEnforced">;
