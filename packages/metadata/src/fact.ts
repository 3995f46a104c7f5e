import { type ReplicaIdentity } from "@limbeck/model";
import { type SaidOfColumn } from "./declarations/columnSettings.ts";
import { type ConstraintOptions } from "./declarations/constraint.ts";
import { type NotNullConfig } from "./declarations/notNull.ts";
import { type SaidOfSequence } from "./declarations/sequence.ts";
import { type SqliteColumnSettings } from "./declarations/sqlite/column.ts";
import { type SqliteTableSettings } from "./declarations/sqlite/table.ts";
import { type ViewIndexConfig } from "./declarations/viewIndex.ts";

/** What the declarations of `limbeck/pg` and `limbeck/sqlite` leave on objects of Drizzle. */
interface Facts {
  readonly column: SaidOfColumn;
  readonly notNull: NotNullConfig;
  readonly constraint: ConstraintOptions;
  readonly sequence: SaidOfSequence;
  readonly unlogged: true;
  readonly viewIndexes: () => readonly ViewIndexConfig[];
  readonly sqliteTable: SqliteTableSettings;
  readonly sqliteColumn: SqliteColumnSettings;
  readonly replicaIdentity: ReplicaIdentity;
  readonly clusterOn: string;
  readonly sequenceComment: string;
}

/** Looked up once: every column and builder is asked for several. Nobody else writes under these. */
const SYMBOLS: Readonly<Record<keyof Facts, symbol>> = {
  column: Symbol.for("limbeck:column"),
  notNull: Symbol.for("limbeck:notNull"),
  constraint: Symbol.for("limbeck:constraint"),
  sequence: Symbol.for("limbeck:sequence"),
  unlogged: Symbol.for("limbeck:unlogged"),
  viewIndexes: Symbol.for("limbeck:viewIndexes"),
  sqliteTable: Symbol.for("limbeck:sqliteTable"),
  sqliteColumn: Symbol.for("limbeck:sqliteColumn"),
  replicaIdentity: Symbol.for("limbeck:replicaIdentity"),
  clusterOn: Symbol.for("limbeck:clusterOn"),
  sequenceComment: Symbol.for("limbeck:sequenceComment"),
};

/** What a declaration left on an object, or on the `config` that a builder shares with what it builds. */
export function factOn<K extends keyof Facts>(object: object, fact: K): Facts[K] | undefined {
  return ownFact(object, fact) ?? ("config" in object ? ownFact(object.config, fact) : undefined);
}

function ownFact<K extends keyof Facts>(object: unknown, fact: K): Facts[K] | undefined {
  if (typeof object !== "object" || object === null) return undefined;
  return Reflect.get(object, SYMBOLS[fact]);
}
