import { emptySchema, type QualifiedName, type Routine } from "@limbeck/model";

import { type Operation, type OperationKind } from "../operations.ts";
import { movedTo } from "../table/moved.ts";
import { besideTable } from "../table/touches.ts";
import { followTypeName } from "../typeName/followNamed.ts";

/** A function as it is called by once an operation has given a type another name, that of the rows of a table perhaps. */
export function followRename(routine: Routine, op: Operation): Routine {
  const names = typeNames(op);
  if (names === undefined) return routine;
  const [followed = routine] = followTypeName(
    { ...emptySchema("postgres"), functions: [routine] },
    ...names,
  ).functions;
  return followed;
}

type Names = readonly [from: QualifiedName, to: QualifiedName];

const TYPE_NAMES = {
  renameTable: ({ table, to }) => [table, besideTable(table, to)],
  setTableSchema: ({ table, to }) => [table, movedTo(table, to)],
  renameView: renamed,
  renameMaterializedView: renamed,
  renameEnum: renamed,
  renameDomain: renamed,
  renameComposite: renamed,
  renameRange: renamed,
  setViewSchema: moved,
  setMaterializedViewSchema: moved,
  setEnumSchema: moved,
  setDomainSchema: moved,
  setCompositeSchema: moved,
  setRangeSchema: moved,
} satisfies { readonly [K in OperationKind]?: (op: Extract<Operation, { readonly kind: K }>) => Names };

interface Given {
  readonly name: QualifiedName;
  readonly to: string;
}

function renamed({ name, to }: Given): Names {
  return [name, besideTable(name, to)];
}

function moved({ name, to }: Given): Names {
  return [name, movedTo(name, to)];
}

type NamesType = Extract<Operation, { readonly kind: keyof typeof TYPE_NAMES }>;

/** The name of a type before and after an operation that gives it another one. */
function typeNames(op: Operation): Names | undefined {
  // A row takes its own kind only, which the compiler cannot see through the union.
  return namesType(op) ? (TYPE_NAMES[op.kind] as (op: NamesType) => Names)(op) : undefined;
}

function namesType(op: Operation): op is NamesType {
  return Object.hasOwn(TYPE_NAMES, op.kind);
}
