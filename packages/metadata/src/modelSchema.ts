import { type QualifiedName, type Schema, type Unsaid } from "@limbeck/model";
import { type Declared } from "./errors.ts";
import { type Warning } from "./warning.ts";

/** What models are the whole truth about only where they declare one: what Drizzle cannot say, and what is often made by hand. */
export type Managed =
  | Unsaid
  | "comments"
  | "domains"
  | "compositeTypes"
  | "rangeTypes"
  | "extensions"
  | "functions"
  | "triggers"
  | "policies"
  | "forceRowSecurity"
  | "views";

/** The schema that models describe, with what a caller has to know of the models themselves. */
export interface ModelSchema {
  readonly schema: Schema;
  /** The kinds that models are the whole truth about because at least one declaration of the kind was found. */
  readonly manages: ReadonlySet<Managed>;
  readonly warnings: readonly Warning[];
  readonly counts: ModelCounts;
  /** Where each table is declared, by `nameKey`. */
  readonly locations: ReadonlyMap<string, Declared>;
  /** Tables that no module exports; a foreign key leads to them. */
  readonly followed: readonly QualifiedName[];
  /** Namespaces that `pgSchema("auth").existing()` leaves to somebody else; nothing in them is in the schema. */
  readonly existing: ReadonlySet<string>;
  /** Views that `.existing()` leaves to somebody else, by `nameKey`. */
  readonly existingViews: ReadonlySet<string>;
  /** Roles that `.existing()` leaves to somebody else, by name. */
  readonly existingRoles: ReadonlySet<string>;
}

/** How much was read. With zeros all over the modules export no models, which is for the caller to judge. */
export interface ModelCounts {
  readonly modules: number;
  readonly namespaces: number;
  readonly enums: number;
  readonly sequences: number;
  readonly tables: number;
  readonly views: number;
}
