import { type Operation, type OperationKind } from "./operations.ts";

/** The kinds that give what is there another name or another place. */
type RenamingKind = Extract<
  OperationKind,
  `rename${string}` | `set${string}Schema` | "alterColumn" | "alterExtension"
>;

/** By kind, the name or the namespace that an operation gives to what had another one; undefined where it gives none. */
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
  setTableSchema: toName,
  setEnumSchema: toName,
  setSequenceSchema: toName,
  setDomainSchema: toName,
  setCompositeSchema: toName,
  setRangeSchema: toName,
  setCollationSchema: toName,
  setFunctionSchema: toName,
  setViewSchema: toName,
  setMaterializedViewSchema: toName,
  alterColumn: ({ changes }) => changes.name?.to,
  alterExtension: ({ schema }) => schema && (schema.to ?? "public"),
} satisfies {
  readonly [K in RenamingKind]: (op: Extract<Operation, { readonly kind: K }>) => string | undefined;
};

function toName({ to }: { readonly to: string }): string {
  return to;
}

/** The name or the namespace that an operation gives to what had another one; undefined where it gives none. */
export function givenName(op: Operation): string | undefined {
  return isRenaming(op) ? givenBy(op) : undefined;
}

/** Whether an operation does nothing but give another name or another place. */
export function isRename(op: Operation): boolean {
  if (op.kind === "alterColumn" && Object.keys(op.changes).join() !== "name") return false;
  if (op.kind === "alterExtension" && op.version !== undefined) return false;
  return givenName(op) !== undefined;
}

type Renaming = Extract<Operation, { readonly kind: RenamingKind }>;

function isRenaming(op: Operation): op is Renaming {
  return Object.hasOwn(GIVEN, op.kind);
}

/** A row takes its own kind only, which the compiler cannot see through the union. */
function givenBy(op: Renaming): string | undefined {
  return (GIVEN[op.kind] as (op: Renaming) => string | undefined)(op);
}
