import {
  type Backed,
  type Column,
  type Named,
  nameKey,
  type QualifiedName,
  routineKey,
  type Schema,
  type Table,
  triggerKey,
  type View,
} from "@limbeck/model";
import { besideTable, type CommentedObject, type Operation } from "@limbeck/operations";

interface Commented extends Backed {
  readonly comment?: string;
}

/** The target with the comments of the start, object by object. */
export function adoptComments(before: Schema, target: Schema): Schema {
  const after = adoptDefaultNamespace(before, target);
  const tables = new Map(before.tables.map((table) => [nameKey(table), table]));
  const views = new Map(before.views.map((view) => [nameKey(view), view]));
  return {
    ...after,
    namespaces: keep(before.namespaces, after.namespaces, byName),
    extensions: keep(before.extensions, after.extensions, byName),
    functions: keep(before.functions, after.functions, routineKey),
    triggers: keep(before.triggers, after.triggers, triggerKey),
    collations: keep(before.collations, after.collations, nameKey),
    enums: keep(before.enums, after.enums, nameKey),
    domains: keepInDomains(before, after),
    composites: keepInComposites(before, after),
    ranges: keep(before.ranges, after.ranges, nameKey),
    sequences: keep(before.sequences, after.sequences, nameKey),
    tables: after.tables.map((table) => adoptIn(tables.get(nameKey(table)), table)),
    views: keep(before.views, after.views, nameKey).map((view) =>
      adoptInView(views.get(nameKey(view)), view),
    ),
  };
}

/** Models have no words for the default namespace, and so leave its comment as it is. */
export function adoptDefaultNamespace(before: Schema, after: Schema): Schema {
  const { defaultNamespace: _, ...rest } = after;
  const { defaultNamespace } = before;
  return defaultNamespace === undefined ? rest : { ...rest, defaultNamespace };
}

function keepInDomains(before: Schema, after: Schema): Schema["domains"] {
  const old = new Map(before.domains.map((domain) => [nameKey(domain), domain.checks]));
  return keep(before.domains, after.domains, nameKey).map((domain) => ({
    ...domain,
    checks: keep(old.get(nameKey(domain)) ?? [], domain.checks, byName),
  }));
}

function keepInComposites(before: Schema, after: Schema): Schema["composites"] {
  const old = new Map(before.composites.map((composite) => [nameKey(composite), composite.attributes]));
  return keep(before.composites, after.composites, nameKey).map((composite) => ({
    ...composite,
    attributes: keep(old.get(nameKey(composite)) ?? [], composite.attributes, byName),
  }));
}

function keep<T extends Commented>(
  before: readonly T[],
  after: readonly T[],
  key: (item: T) => string,
): readonly T[] {
  const old = new Map(before.map((item) => [key(item), item]));
  return after.map((item) => commentedLike(old.get(key(item)), item));
}

function commentedLike<T extends Commented>(before: Commented | undefined, after: T): T {
  const { comment: _, indexComment: __, ...rest } = after;
  const { comment, indexComment } = before ?? {};
  // Leaving optional members out keeps the type; the compiler cannot see that through a rest.
  return {
    ...rest,
    ...(comment === undefined ? {} : { comment }),
    ...(indexComment === undefined ? {} : { indexComment }),
  } as unknown as T;
}

const byName = ({ name }: { readonly name: string }): string => name;

function adoptIn(before: Table | undefined, after: Table): Table {
  if (before === undefined) return after;
  const key = after.primaryKey;
  return {
    ...commentedLike(before, after),
    columns: keepInColumns(before.columns, after.columns),
    ...(key === undefined ? {} : { primaryKey: commentedLike(before.primaryKey, key) }),
    uniques: keep(before.uniques, after.uniques, byName),
    foreignKeys: keep(before.foreignKeys, after.foreignKeys, byName),
    checks: keep(before.checks, after.checks, byName),
    exclusions: keep(before.exclusions, after.exclusions, byName),
    indexes: keep(before.indexes, after.indexes, byName),
    policies: keep(before.policies, after.policies, byName),
  };
}

/** The columns with their comments, and those of the sequences that they own. */
function keepInColumns(before: readonly Column[], after: readonly Column[]): readonly Column[] {
  const old = new Map(before.map((column) => [column.name, column]));
  return keep(before, after, byName).map((column) => {
    const was = ownSequence(old.get(column.name));
    const { default: value, identity } = column;
    if (value?.kind === "serial") return { ...column, default: commentedLike(was, value) };
    return identity === undefined ? column : { ...column, identity: commentedLike(was, identity) };
  });
}

function ownSequence(column: Column | undefined): Commented | undefined {
  return column?.default?.kind === "serial" ? column.default : column?.identity;
}

function adoptInView(before: View | undefined, { columnComments: _, ...view }: View): View {
  const kept = before?.columnComments;
  const { indexes } = view;
  return {
    ...view,
    ...(kept === undefined ? {} : { columnComments: kept }),
    ...(indexes === undefined ? {} : { indexes: keep(before?.indexes ?? [], indexes, byName) }),
  };
}

/** The operation for a comment that changed on something that stays; none where it did not. */
export function objectComment(
  target: CommentedObject,
  before: Commented,
  after: Commented,
): readonly Operation[] {
  if (before.comment === after.comment) return [];
  return [
    { kind: "objectComment", target, comment: { from: before.comment ?? null, to: after.comment ?? null } },
  ];
}

/** The operations for the comments of a constraint or an index that stays, and of the index behind a constraint. */
export function memberComments(
  table: QualifiedName,
  target: CommentedObject,
  before: Named & Backed,
  after: Named & Backed,
): readonly Operation[] {
  return [
    ...objectComment(target, before, after),
    ...objectComment(indexTarget(table, after.name), behind(before), behind(after)),
  ];
}

function behind({ indexComment }: Backed): Commented {
  return indexComment === undefined ? {} : { comment: indexComment };
}

export function tableComment(before: Table, after: Table): readonly Operation[] {
  if (before.comment === after.comment) return [];
  const table = { ...(after.schema === undefined ? {} : { schema: after.schema }), name: after.name };
  return [
    { kind: "tableComment", table, comment: { from: before.comment ?? null, to: after.comment ?? null } },
  ];
}

export const constraintTarget = (table: QualifiedName, name: string): CommentedObject => ({
  table,
  constraint: name,
});
export const policyTarget = (table: QualifiedName, name: string): CommentedObject => ({
  table,
  policy: name,
});
export const indexTarget = (table: QualifiedName, name: string): CommentedObject => ({
  index: besideTable(table, name),
});
