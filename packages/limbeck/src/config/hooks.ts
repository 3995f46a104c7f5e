import {
  type Check,
  type Collation,
  type Column,
  type Composite,
  type Domain,
  type Enum,
  type Exclusion,
  type Extension,
  type ForeignKey,
  type Index,
  type Namespace,
  type Policy,
  type PrimaryKey,
  type Range,
  type Role,
  type Routine,
  type Sequence,
  type Table,
  type Trigger,
  type Unique,
  type View,
} from "@limbeck/model";
import { type Operation, type Operations } from "@limbeck/operations";

/** What lives in a namespace, and the namespaces themselves. */
export interface NamedObjects {
  readonly namespace: Namespace;
  readonly extension: Extension;
  readonly collation: Collation;
  readonly enum: Enum;
  readonly domain: Domain;
  readonly composite: Composite;
  readonly range: Range;
  readonly sequence: Sequence;
  /** Procedures too. */
  readonly function: Routine;
  readonly table: Table;
  /** Materialized ones too. */
  readonly view: View;
  readonly role: Role;
}

/** What lives in a table. */
export interface TableMembers {
  readonly column: Column;
  readonly primaryKey: PrimaryKey;
  readonly unique: Unique;
  readonly foreignKey: ForeignKey;
  readonly check: Check;
  readonly exclusion: Exclusion;
  readonly index: Index;
  readonly trigger: Trigger;
  readonly policy: Policy;
}

interface IncludedBase<Kind extends string, Definition> {
  readonly kind: Kind;
  /** Absent for what a model leaves unnamed. */
  readonly name?: string;
  /** Absent for the default schema, and for a namespace. */
  readonly schema?: string;
  /** The table that a member lives in. */
  readonly table?: string;
  /** All that is known of it, as plain data. */
  readonly definition: Definition;
  readonly side: "database" | "models";
  /** Whether the other side has one of the same name. */
  readonly onBothSides: boolean;
}

/** What `includeObject` is asked about. */
export type IncludedObject = {
  [K in keyof (NamedObjects & TableMembers)]: IncludedBase<K, (NamedObjects & TableMembers)[K]>;
}[keyof (NamedObjects & TableMembers)];

/** Whether an object is compared at all. It is asked for both sides; what is left out is neither changed nor dropped. */
export type IncludeObject = (object: IncludedObject) => boolean;

/**
 * Whether things of a name are looked at, before the catalog is read and of the models too. `name` is as people read it:
 * `auth.users`. Nothing in a namespace that is left out is looked at.
 */
export type IncludeName = (name: string, kind: keyof NamedObjects) => boolean;

/** A revision before it is written. */
export interface RevisionPlan {
  readonly message: string;
  readonly upgrade: readonly Operation[];
  /** Absent: the opposites of `upgrade`, back to front. */
  readonly downgrade?: readonly Operation[];
}

/** What `processRevision` can use. */
export interface ProcessContext {
  /** Operations as a revision file says them: `record((op) => op.execute("…"))`. */
  readonly record: (body: (op: Operations) => void) => readonly Operation[];
  /** Each operation in words, for a message. */
  readonly describe: (operation: Operation) => string;
}

/** Rewrites a revision before it is proved and written; a list of several is written as several files; none as no file. */
export type ProcessRevision = (
  plan: Required<RevisionPlan>,
  context: ProcessContext,
) => RevisionPlan | readonly RevisionPlan[] | Promise<RevisionPlan | readonly RevisionPlan[]>;
