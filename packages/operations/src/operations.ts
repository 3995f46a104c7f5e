import { checkOperations } from "./check/check.ts";
import { collationOperations } from "./collation/collation.ts";
import { renameCollationOperations } from "./collation/renameCollation.ts";
import { alterColumnOperations } from "./column/alterColumn.ts";
import { columnOperations } from "./column/column.ts";
import { commentOperations } from "./comment/comment.ts";
import { alterCompositeOperations } from "./composite/alterComposite.ts";
import { compositeOperations } from "./composite/composite.ts";
import { renameCompositeOperations } from "./composite/renameComposite.ts";
import { constraintOperations } from "./constraint/constraint.ts";
import { validateOperations } from "./constraint/validate.ts";
import { backfillOperations } from "./data/backfill.ts";
import { batchesOperations } from "./data/batches.ts";
import { bulkInsertOperations } from "./data/bulkInsert.ts";
import { copyRowsOperations } from "./data/copyRows.ts";
import { executeOperations } from "./data/execute.ts";
import { irreversibleOperations } from "./data/irreversible.ts";
import { runOperations } from "./data/run.ts";
import { domainOperations } from "./domain/domain.ts";
import { renameDomainOperations } from "./domain/renameDomain.ts";
import { addEnumValueOperations } from "./enum/addEnumValue.ts";
import { enumOperations } from "./enum/enum.ts";
import { renameEnumOperations } from "./enum/renameEnum.ts";
import { replaceEnumOperations } from "./enum/replaceEnum.ts";
import { setEnumSchemaOperations } from "./enum/setEnumSchema.ts";
import { exclusionOperations } from "./exclusion/exclusion.ts";
import { extensionOperations } from "./extension/extension.ts";
import { foreignKeyOperations } from "./foreignKey/foreignKey.ts";
import { functionOperations } from "./function/function.ts";
import { indexUseOperations } from "./indexUse/indexUse.ts";
import { renameFunctionOperations } from "./function/renameFunction.ts";
import { namespaceOperations } from "./namespace/namespace.ts";
import { operationUnknown } from "./errors.ts";
import { type Own, ownAnswers, type OwnData, type OwnTable } from "./own/own.ts";
import { alterPartitionOperations } from "./partition/alterPartition.ts";
import { attachPartitionOperations } from "./partition/attachPartition.ts";
import { partitionOperations } from "./partition/partition.ts";
import { policyOperations } from "./policy/policy.ts";
import { primaryKeyOperations } from "./primaryKey/primaryKey.ts";
import { rangeOperations } from "./range/range.ts";
import { renameRangeOperations } from "./range/renameRange.ts";
import { renameSequenceOperations } from "./sequence/renameSequence.ts";
import { setSequenceOwnerOperations } from "./sequence/setSequenceOwner.ts";
import { setSequenceSchemaOperations } from "./sequence/setSequenceSchema.ts";
import { roleOperations } from "./role/role.ts";
import { rowSecurityOperations } from "./rowSecurity/rowSecurity.ts";
import { alterSequenceOperations } from "./sequence/alterSequence.ts";
import { sequenceOperations } from "./sequence/sequence.ts";
import { setTableSchemaOperations } from "./table/setTableSchema.ts";
import { alterTableOperations } from "./table/alterTable.ts";
import { renameTableOperations } from "./table/renameTable.ts";
import { tableOperations } from "./table/table.ts";
import { alterIndexOperations } from "./tableIndex/alterIndex.ts";
import { tableCommentOperations } from "./table/tableComment.ts";
import { indexOperations } from "./tableIndex/tableIndex.ts";
import { triggerOperations } from "./trigger/trigger.ts";
import { uniqueOperations } from "./unique/unique.ts";
import { materializedViewOperations } from "./view/materializedView.ts";
import { viewOperations } from "./view/view.ts";
import { renameViewOperations } from "./view/renameView.ts";

/** The one table of operations. Everything else about operations is derived from it. */
export const operations = {
  ...namespaceOperations,
  ...extensionOperations,
  ...collationOperations,
  ...renameCollationOperations,
  ...enumOperations,
  ...addEnumValueOperations,
  ...replaceEnumOperations,
  ...renameEnumOperations,
  ...setEnumSchemaOperations,
  ...domainOperations,
  ...renameDomainOperations,
  ...compositeOperations,
  ...alterCompositeOperations,
  ...renameCompositeOperations,
  ...rangeOperations,
  ...renameRangeOperations,
  ...sequenceOperations,
  ...alterSequenceOperations,
  ...renameSequenceOperations,
  ...setSequenceSchemaOperations,
  ...setSequenceOwnerOperations,
  ...functionOperations,
  ...renameFunctionOperations,
  ...tableOperations,
  ...renameTableOperations,
  ...tableCommentOperations,
  ...setTableSchemaOperations,
  ...alterTableOperations,
  ...partitionOperations,
  ...attachPartitionOperations,
  ...alterPartitionOperations,
  ...columnOperations,
  ...alterColumnOperations,
  ...primaryKeyOperations,
  ...uniqueOperations,
  ...foreignKeyOperations,
  ...checkOperations,
  ...exclusionOperations,
  ...constraintOperations,
  ...validateOperations,
  ...indexOperations,
  ...alterIndexOperations,
  ...indexUseOperations,
  ...viewOperations,
  ...renameViewOperations,
  ...materializedViewOperations,
  ...triggerOperations,
  ...roleOperations,
  ...rowSecurityOperations,
  ...policyOperations,
  ...commentOperations,
  ...backfillOperations,
  ...bulkInsertOperations,
  ...copyRowsOperations,
  ...executeOperations,
  ...runOperations,
  ...batchesOperations,
  ...irreversibleOperations,
};

export type OperationTable = typeof operations;
export type OperationKind = keyof OperationTable;

/** An operation of this table. */
type TableOperation = { [K in OperationKind]: ReturnType<OperationTable[K]["directive"]> }[OperationKind];

/** What changes: readonly plain data, told apart by `kind`. Those that users add are all of the kind `own`. */
export type Operation = TableOperation | Own;

type OperationOf<K extends OperationKind> = Extract<Operation, { readonly kind: K }>;

/** A key of the table is the kind of its operation, and the opposite of an operation is in the table too. */
type Kept = {
  [K in OperationKind]: ReturnType<OperationTable[K]["directive"]>["kind"] extends K
    ? ReturnType<OperationTable[K]["reverse"]> extends Operation
      ? true
      : K
    : K;
}[OperationKind];
/** Does not compile where a row breaks either rule; the message names the row. */
export const tableIsSound: Kept = true;

/** What all rows answer, for an operation of which only the kind is known. */
interface AnyRow {
  readonly args: (op: Operation) => readonly unknown[];
  readonly reverse: (op: Operation) => Operation;
  readonly describe: (op: Operation) => string;
  readonly apply: OperationTable["execute"]["apply"] extends (schema: infer S, op: never) => infer R
    ? (schema: S, op: Operation) => R
    : never;
  readonly touches: (op: Operation) => ReturnType<OperationTable["execute"]["touches"]>;
  readonly hazards: (op: Operation) => ReturnType<OperationTable["execute"]["hazards"]>;
  readonly compile: {
    readonly [D in keyof OperationTable["execute"]["compile"]]: (
      op: Operation,
      server: Parameters<OperationTable["execute"]["compile"][D]>[1],
    ) => ReturnType<OperationTable["execute"]["compile"][D]>;
  };
}

/**
 * The row of an operation. A row takes its own kind only and the compiler cannot tie the two together through a union,
 * so this is the one place that says so; the assertions above keep it true.
 */
export function rowOf(op: Operation): AnyRow {
  return (op.kind === "own" ? ownRow : operations[op.kind]) as unknown as AnyRow;
}

const ownRow = {
  ...ownAnswers,
  reverse: (op: Own): Operation => operationFrom(ownAnswers.reverse(op), op.kinds),
  compile: { postgres: ownAnswers.compile, sqlite: ownAnswers.compile },
};

/** Data of one of the user's kinds, or of ours, as an operation. Errors: `operation-unknown`. */
export function operationFrom(data: OwnData, kinds: OwnTable): Operation {
  if (Object.hasOwn(kinds, data.kind)) return { kind: "own", data, kinds };
  if (!Object.hasOwn(operations, data.kind)) throw operationUnknown(data.kind, Object.keys(kinds));
  // Data of a kind of ours was made by a directive of ours.
  return data as unknown as Operation;
}

export type { OperationOf };
