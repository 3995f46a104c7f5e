import { attachTo } from "./attach.ts";
import { options, text, yes } from "./kind.ts";
import { checkValue, type Kinds } from "./options.ts";

/** What Drizzle cannot say of a NOT NULL, which PostgreSQL 18 keeps as a constraint. */
export interface NotNullConfig {
  readonly name?: string;
  /** Rows that are there already may hold NULL. */
  readonly notValid?: true;
  /** Tables that inherit from this one may hold NULL. */
  readonly noInherit?: true;
}

/**
 * Says what the NOT NULL of a column is called, or that it does not hold everywhere. The column has to be `.notNull()`.
 *
 *     title: notNullConstraint(text().notNull(), { name: "title_is_there" }),
 */
export function notNullConstraint<T extends object>(column: T, config: NotNullConfig): T {
  checkValue("What notNullConstraint() says", config, options(KINDS));
  return attachTo(column, "notNull", config);
}

const KINDS: Kinds<NotNullConfig> = { name: text, notValid: yes, noInherit: yes };
