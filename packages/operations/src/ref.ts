import { meantCollation, nameKey, type QualifiedName, type TriggerEvent, triggerKey } from "@limbeck/model";

/** Something that operations make, break or need: a text that is equal for the same thing. */
export type Ref = string;

export const ref = {
  namespace: (name: string): Ref => `namespace ${JSON.stringify(name)}`,
  /** One routine, by its key; and, for what calls one, all of a name: those that come, and those that go. */
  routine: (key: string): Ref => `routine ${key}`,
  call: (name: QualifiedName): Ref => `call ${nameKey(name)}`,
  oldCall: (name: QualifiedName): Ref => `old call ${nameKey(name)}`,
  /** That the routines of a name are IMMUTABLE, which the server asks of what an index or a generated column calls. */
  immutable: (name: QualifiedName): Ref => `immutable ${nameKey(name)}`,
  /** The routines of a name, those that make a range among them: one that comes may be one that goes, and a call would find two. */
  overloads: (name: QualifiedName): Ref => `overloads of ${nameKey(name)}`,
  extension: (name: string): Ref => `extension ${JSON.stringify(name)}`,
  /** As whatever sorts by it names it. */
  collation: (name: QualifiedName): Ref => `collation ${nameKey(meantCollation(name))}`,
  /** The partitions of a table: one that comes gets every index that the table has, of those made with ONLY too. */
  partitions: (table: QualifiedName): Ref => `partitions of ${nameKey(table)}`,
  /** Types, tables, sequences and indexes: relations share one name space with one another, and types with tables. */
  relation: (name: QualifiedName): Ref => `relation ${nameKey(name)}`,
  /** That a column owns a sequence: from one to another it goes in two steps, where the one goes before the other comes. */
  owner: (sequence: QualifiedName): Ref => `owner of ${nameKey(sequence)}`,
  type: (name: QualifiedName): Ref => `type ${nameKey(name)}`,
  column: (table: QualifiedName, column: string): Ref => `column ${nameKey(table)} ${JSON.stringify(column)}`,
  /** Of whichever composite type: what reads one does not say of which. */
  attribute: (name: string): Ref => `attribute ${JSON.stringify(name)}`,
  /** A column of whichever table, as an attribute of a value that is a row of it. */
  ofRow: (column: string): Ref => `attribute of a row ${JSON.stringify(column)}`,
  /** What the rows of a table are put together of. A function that gives them goes before a column comes, and comes back after that is gone. */
  row: (table: QualifiedName): Ref => `row of ${nameKey(table)}`,
  /** That INSERT, UPDATE or DELETE may write rows of a table or a view, and that they may say a value for a column of one. */
  written: (table: QualifiedName, event: TriggerEvent): Ref => `${event} of ${nameKey(table)}`,
  writtenColumn: (table: QualifiedName, column: string): Ref => `writing of ${ref.column(table, column)}`,
  defaultOf: (table: QualifiedName, column: string): Ref => `default of ${ref.column(table, column)}`,
  /** What partitions of a table have otherwise in a column, before the table's own changes and after that. */
  ownEnded: (table: QualifiedName, column: string): Ref => `ended below ${ref.column(table, column)}`,
  ownBegun: (table: QualifiedName, column: string): Ref => `begun below ${ref.column(table, column)}`,
  nullsIn: (table: QualifiedName, column: string): Ref => `nulls in ${ref.column(table, column)}`,
  /** That columns of a table cease to allow NULL, and that they begin to: a replica identity over an index comes after, and goes before. */
  nullsEnd: (table: QualifiedName): Ref => `end of nulls in ${nameKey(table)}`,
  nullsBegin: (table: QualifiedName): Ref => `begin of nulls in ${nameKey(table)}`,
  /**
   * The indexes of a table with columns of a type that is made anew: those that carry one along are built anew then, which the server refuses
   * while a foreign key stands on them.
   */
  rebuilt: (table: QualifiedName): Ref => `rebuilt indexes of ${nameKey(table)}`,
  /** Whether a table is logged: foreign keys ask for it on both sides. */
  logging: (table: QualifiedName): Ref => `logging of ${nameKey(table)}`,
  constraint: (table: QualifiedName, name: string): Ref =>
    `constraint ${nameKey(table)} ${JSON.stringify(name)}`,
  policy: (table: QualifiedName, name: string): Ref => `policy ${nameKey(table)} ${JSON.stringify(name)}`,
  trigger: (table: QualifiedName, name: string): Ref => `trigger ${triggerKey({ table, name })}`,
  /** Whether policies of a table are looked at, and whether its owner's rows are. */
  rowSecurity: (table: QualifiedName): Ref => `row security of ${nameKey(table)}`,
  forceRowSecurity: (table: QualifiedName): Ref => `forced row security of ${nameKey(table)}`,
  /** For what a table uses an index: its replica identity, CLUSTER. */
  indexUse: (table: QualifiedName, use: string): Ref => `${use} of ${nameKey(table)}`,
  role: (name: string): Ref => `role ${JSON.stringify(name)}`,
  /** A table has one at a time. What groups by its columns may name the others of the table beside them, as long as it is there. */
  primaryKey: (table: QualifiedName): Ref => `primary key of ${ref.relation(table)}`,
  /** The columns that a foreign key may point at: a primary key, a unique constraint, a unique index. */
  key: (table: QualifiedName, columns: readonly string[]): Ref =>
    `key ${nameKey(table)} ${JSON.stringify([...columns].sort())}`,
} as const;

/**
 * What the order of operations is computed from. A thing is made before it is needed; who needs a thing that goes away
 * goes first; what breaks a thing comes before what makes it again. An operation that changes a thing both breaks
 * and makes it.
 */
export interface Touches {
  readonly makes: readonly Ref[];
  readonly breaks: readonly Ref[];
  readonly needs: readonly Ref[];
  /** What it needs as it was, so that it comes before whatever changes or breaks it. */
  readonly needsOld?: readonly Ref[];
  /** What it needs if it is new, so that it comes after what makes it where nothing changes or breaks it. */
  readonly needsNew?: readonly Ref[];
  /** What it stands on until then: what changes that carries it along and so comes before it, what breaks it for good comes after. */
  readonly leaves?: readonly Ref[];
}

/** Whether a thing is all the routines of a name, of which whoever calls that may mean one. */
export function isCall(key: Ref): boolean {
  return key.startsWith("call ") || key.startsWith("old call ") || key.startsWith("immutable ");
}

/** Whether a thing is all the attributes of a name, of which whoever reads that may mean none. */
export function isAttribute(key: Ref): boolean {
  return key.startsWith("attribute ");
}

export function isRow(key: Ref): boolean {
  return key.startsWith("row of ");
}

/**
 * The columns of a type, as a thing of its own: a column that leaves a type breaks it, a type that is made anew makes
 * it, so that the column is gone before the type is.
 */
export function usesOf(type: Ref): Ref {
  return `columns of ${type}`;
}

/**
 * The columns that hold arrays of a type, and the types that hold it. While there are any, PostgreSQL takes no new rule for a domain
 * (ALTER DOMAIN, Notes), so they go before it is changed and come after that.
 */
export function arraysOf(type: Ref): Ref {
  return `arrays of ${type}`;
}

/** The touches of the opposite operation. */
export function reverseTouches({ makes, breaks, needs }: Touches): Touches {
  return { makes: breaks, breaks: makes, needs };
}
