import { type AlterColumn, type DropFunction, type Operation } from "@limbeck/operations";

import { isRow } from "../type/rowDefaults.ts";

/** Where a kind stands as far as nothing else says: first what makes way, then what is built, then what is left over. */
const RANK = {
  // A policy may read any view.
  dropPolicy: -2,
  dropView: -1,
  dropMaterializedView: -1,
  dropTrigger: 0,
  dropForeignKey: 0,
  dropCheck: 1,
  // Before the indexes of its table, and made after them: theirs would take over its own.
  dropPartition: 1,
  dropExclude: 2,
  dropIndex: 2,
  dropUnique: 3,
  dropPrimaryKey: 4,
  dropConstraint: 4,
  createRole: 9,
  alterRole: 9,
  createSchema: 10,
  createExtension: 10,
  createCollation: 10,
  alterExtension: 10,
  renameTable: 11,
  renameEnum: 11,
  renameEnumValue: 11,
  renameSequence: 11,
  renameDomain: 11,
  renameComposite: 11,
  renameRange: 11,
  renameCollation: 11,
  renameFunction: 11,
  renameView: 11,
  renameMaterializedView: 11,
  setTableSchema: 11,
  setEnumSchema: 11,
  setSequenceSchema: 11,
  setDomainSchema: 11,
  setCompositeSchema: 11,
  setRangeSchema: 11,
  setCollationSchema: 11,
  setFunctionSchema: 11,
  setViewSchema: 11,
  setMaterializedViewSchema: 11,
  renameConstraint: 12,
  renameIndex: 12,
  renamePolicy: 12,
  renameAttribute: 12,
  createEnum: 13,
  addEnumValue: 14,
  replaceEnum: 14,
  createDomain: 14,
  alterDomain: 14,
  createComposite: 14,
  alterComposite: 14,
  createRange: 14,
  replaceRange: 14,
  createSequence: 15,
  alterSequence: 16,
  setSequenceOwner: 16,
  createFunction: 17,
  replaceFunction: 17,
  alterPartition: 19,
  alterTable: 19,
  createTable: 20,
  dropColumn: 21,
  addColumn: 22,
  alterColumn: 23,
  createPrimaryKey: 24,
  createUnique: 25,
  createIndex: 26,
  createExclude: 26,
  createPartition: 27,
  createCheck: 27,
  createForeignKey: 28,
  setReplicaIdentity: 29,
  setClusterOn: 29,
  alterIndex: 29,
  validateConstraint: 29,
  invalidateConstraint: 29,
  tableComment: 30,
  objectComment: 31,
  createView: 32,
  createMaterializedView: 32,
  replaceView: 32,
  refreshMaterializedView: 33,
  createTrigger: 34,
  replaceTrigger: 34,
  backfill: 22,
  copyRows: 21,
  alterPolicy: 34,
  createPolicy: 34,
  // Last, when the policies are there that let rows through.
  enableRowSecurity: 35,
  disableRowSecurity: 0,
  forceRowSecurity: 35,
  noForceRowSecurity: 0,
  attachPartition: 40,
  detachPartition: 40,
  bulkInsert: 40,
  execute: 40,
  run: 40,
  batches: 40,
  irreversible: 40,
  own: 40,
  dropTable: 50,
  dropSequence: 51,
  dropFunction: 51,
  dropDomain: 52,
  dropComposite: 52,
  dropRange: 52,
  dropEnum: 52,
  dropExtension: 53,
  dropCollation: 53,
  dropRole: 60,
  dropSchema: 54,
} satisfies Record<Operation["kind"], number>;

/** Where an operation stands as far as nothing else says. */
export function rankOf(op: Operation): number {
  return earlyRank(op) ?? movedRank(op) ?? lateRank(op) ?? RANK[op.kind];
}

/** Where one stands that has to come earlier than others of its kind. */
function earlyRank(op: Operation): number | undefined {
  // Before the column that owns it changes: what comes after that would wait for it to the end.
  if (op.kind === "dropSequence" && op.sequence?.ownedBy !== undefined) return RANK.createEnum;
  // Before what its body reads changes, of which the server knows nothing.
  if (op.kind === "dropFunction" && isUnknownInside(op)) return RANK.createRole;
  // Before the index goes that it names: of one that a partition has from its table nothing else tells.
  if ((op.kind === "setReplicaIdentity" || op.kind === "setClusterOn") && op.change.to === null)
    return RANK.dropForeignKey;
  return op.kind === "alterColumn" && goesFirst(op) ? RANK.dropForeignKey : undefined;
}

/**
 * An enum type that is made anew sets the default of its column again, and hands that down; and a default that says a row goes before the
 * attributes of its type come or go: what type that is, it does not say.
 */
function goesFirst({ above, changes }: AlterColumn): boolean {
  const { default: value } = changes;
  return above?.ends === true || (value?.to === null && isRow(value.from));
}

/** Whether a function that comes again has a body in SQL that is a string. */
function isUnknownInside({ function: routine, keepRights }: DropFunction): boolean {
  return keepRights === true && routine?.language === "sql" && routine.body !== undefined;
}

/** Where a partition is detached and attached to hold other rows. */
function movedRank(op: Operation): number | undefined {
  if (op.kind === "detachPartition" && op.moves === true) return RANK.alterPartition - 1;
  return op.kind === "attachPartition" && op.moves === true ? RANK.alterPartition : undefined;
}

/** Whether all that happens is that a column gets a default which says a row. */
function setsRow({ changes: { default: value, ...others } }: AlterColumn): boolean {
  return value?.from === null && isRow(value.to) && Object.keys(others).length === 0;
}

/** PostgreSQL forgets parameters of a TOAST table that is not there yet (reloptions.c): one comes with the first column that needs it. */
function lateRank(op: Operation): number | undefined {
  // Behind whatever goes that its type may wait for.
  if (op.kind === "alterColumn" && setsRow(op)) return RANK.dropExtension;
  const parameters = op.kind === "alterTable" ? Object.keys(op.changes.with?.to ?? {}) : [];
  return parameters.some((name) => name.startsWith("toast.")) ? RANK.alterColumn + 0.5 : undefined;
}
