import { type QualifiedName } from "@limbeck/model";

import { type Operation, type OperationKind } from "./operations.ts";
import { DEFAULT_NAMESPACE } from "./table/moved.ts";

/** The kinds that give what is there another name or another place. */
type RenamingKind = Extract<
  OperationKind,
  `rename${string}` | `set${string}Schema` | "alterColumn" | "alterExtension"
>;

/** By kind, the names by which a text may find what an operation gives another name or place; none where it gives none. */
const GIVEN = {
  renameTable: toName,
  renameEnum: toName,
  renameEnumValue: toName,
  renameSequence: toName,
  renameDomain: toName,
  renameComposite: toName,
  renameAttribute: toName,
  renameRange: toName,
  renameCollation: toName,
  renameFunction: toName,
  renameView: toName,
  renameMaterializedView: toName,
  renameConstraint: toName,
  renameIndex: toName,
  renamePolicy: toName,
  setTableSchema: ({ table: name, to }) => toPlace({ name, to }),
  setEnumSchema: toPlace,
  setSequenceSchema: toPlace,
  setDomainSchema: toPlace,
  setCompositeSchema: toPlace,
  setRangeSchema: toPlace,
  setCollationSchema: toPlace,
  setFunctionSchema: toPlace,
  setViewSchema: toPlace,
  setMaterializedViewSchema: toPlace,
  alterColumn: ({ changes: { name } }) => (name === undefined ? [] : [name.to]),
  alterExtension: ({ schema }) => (schema === undefined ? [] : [schema.to ?? DEFAULT_NAMESPACE]),
} satisfies {
  readonly [K in RenamingKind]: (op: Extract<Operation, { readonly kind: K }>) => readonly string[];
};

function toName({ to }: { readonly to: string }): readonly string[] {
  return [to];
}

/** In the default namespace a text finds it by its name alone. */
function toPlace({ name, to }: { readonly name: QualifiedName; readonly to: string }): readonly string[] {
  return to === DEFAULT_NAMESPACE ? [to, name.name] : [to];
}

/** The names by which a text may find what an operation gives another name or place; none where it gives none. */
export function givenNames(op: Operation): readonly string[] {
  return isRenaming(op) ? givenBy(op) : [];
}

/** Whether an operation does nothing but give another name or another place. */
export function isRename(op: Operation): boolean {
  if (op.kind === "alterColumn" && Object.keys(op.changes).join() !== "name") return false;
  if (op.kind === "alterExtension" && op.version !== undefined) return false;
  return givenNames(op).length > 0;
}

type Renaming = Extract<Operation, { readonly kind: RenamingKind }>;

function isRenaming(op: Operation): op is Renaming {
  return Object.hasOwn(GIVEN, op.kind);
}

/** A row takes its own kind only, which the compiler cannot see through the union. */
function givenBy(op: Renaming): readonly string[] {
  return (GIVEN[op.kind] as (op: Renaming) => readonly string[])(op);
}
