import {
  type Backed,
  type Extension,
  type Named,
  type Namespace,
  type QualifiedName,
  type Routine,
  routineKey,
  routineType,
  sameName,
  type Schema,
  showName,
  type Table,
  type Trigger,
  triggerKey,
  type View,
} from "@limbeck/model";

import { changeTable, replaceOne } from "../schemaChange.ts";
import { type CommentedObject } from "../sql/comment.ts";

interface Commented {
  readonly comment?: string;
}

/** The same object with another comment, or with none. */
function withComment<T extends Commented>(item: T, comment: string | null): T {
  const { comment: _, ...rest } = item;
  // Leaving an optional member out keeps the type; the compiler cannot see that through a rest.
  return (comment === null ? rest : { ...rest, comment }) as T;
}

export function commentIn(schema: Schema, target: CommentedObject, comment: string | null): Schema {
  const change = <T extends Commented>(item: T): T => withComment(item, comment);
  if ("schema" in target) return onNamespace(schema, target.schema, comment);
  if ("collation" in target)
    return { ...schema, collations: changeNamed(schema.collations, target.collation, change) };
  if ("sequence" in target)
    return { ...schema, sequences: changeNamed(schema.sequences, target.sequence, change) };
  if ("view" in target) return { ...schema, views: changeNamed(schema.views, target.view, change) };
  if ("materializedView" in target)
    return { ...schema, views: changeNamed(schema.views, target.materializedView, change) };
  if ("type" in target) return inType(schema, target.type, change);
  if ("index" in target)
    return {
      ...schema,
      tables: schema.tables.map((table) =>
        behindConstraints(inIndexes(table, target.index, change), target.index, comment),
      ),
      views: schema.views.map((view) => inIndexes(view, target.index, change)),
    };
  if ("routine" in target) return inRoutines(schema, target, change);
  if ("trigger" in target) {
    const key = triggerKey({ table: target.table, name: target.trigger });
    const fits = (item: Trigger): boolean => triggerKey(item) === key;
    return { ...schema, triggers: replaceOne(schema.triggers, fits, change, `trigger ${target.trigger}`) };
  }
  if ("extension" in target) {
    const fits = ({ name }: Extension): boolean => name === target.extension;
    const noun = `extension ${target.extension}`;
    return { ...schema, extensions: replaceOne(schema.extensions, fits, change, noun) };
  }
  if ("policy" in target)
    return changeTable(schema, target.table, (table) => ({
      ...table,
      policies: table.policies.map((one) => (one.name === target.policy ? change(one) : one)),
    }));
  return changeTable(schema, target.table, (table) => inConstraints(table, target.constraint, change));
}

/** What is none of those beside it is the default namespace, which is there without saying so. */
function onNamespace(schema: Schema, name: string, comment: string | null): Schema {
  if (schema.namespaces.some((one) => one.name === name)) {
    const change = (one: Namespace): Namespace => (one.name === name ? withComment(one, comment) : one);
    return { ...schema, namespaces: schema.namespaces.map(change) };
  }
  const { defaultNamespace: _, ...rest } = schema;
  return comment === null ? rest : { ...rest, defaultNamespace: { name, comment } };
}

/** Types share one name space, so the name tells of which kind it is. */
function inType(schema: Schema, name: QualifiedName, change: Apply): Schema {
  const has = (list: readonly QualifiedName[]): boolean => list.some((item) => sameName(item, name));
  if (has(schema.domains)) return { ...schema, domains: changeNamed(schema.domains, name, change) };
  if (has(schema.composites)) return { ...schema, composites: changeNamed(schema.composites, name, change) };
  if (has(schema.ranges)) return { ...schema, ranges: changeNamed(schema.ranges, name, change) };
  return { ...schema, enums: changeNamed(schema.enums, name, change) };
}

function inRoutines(
  schema: Schema,
  { routine, types }: Extract<CommentedObject, { readonly routine: QualifiedName }>,
  change: Apply,
): Schema {
  const inputs = types.map((type) => ({ type: routineType(type) }));
  const key = routineKey({ ...routine, arguments: inputs, language: "" });
  const fits = (item: Routine): boolean => routineKey(item) === key;
  return { ...schema, functions: replaceOne(schema.functions, fits, change, showName(routine)) };
}

type Apply = <T extends Commented>(item: T) => T;

function changeNamed<T extends QualifiedName & Commented>(
  list: readonly T[],
  name: QualifiedName,
  change: Apply,
): readonly T[] {
  return replaceOne(list, (item) => sameName(item, name), change, showName(name));
}

function inIndexes<T extends Table | View>(relation: T, name: QualifiedName, change: Apply): T {
  if (relation.schema !== name.schema || relation.indexes === undefined) return relation;
  const indexes = relation.indexes.map((index) => (index.name === name.name ? change(index) : index));
  return { ...relation, indexes };
}

/** The table with the comment on the index of that name behind one of its constraints, where there is one. */
function behindConstraints(table: Table, index: QualifiedName, comment: string | null): Table {
  if (table.schema !== index.schema) return table;
  const change = <T extends Named & Backed>(item: T): T =>
    item.name === index.name ? withIndexComment(item, comment) : item;
  return {
    ...table,
    ...(table.primaryKey === undefined ? {} : { primaryKey: change(table.primaryKey) }),
    uniques: table.uniques.map(change),
    exclusions: table.exclusions.map(change),
  };
}

function withIndexComment<T extends Backed>(item: T, indexComment: string | null): T {
  const { indexComment: _, ...rest } = item;
  // As above: what is left out is optional.
  return (indexComment === null ? rest : { ...rest, indexComment }) as T;
}

function inConstraints(table: Table, name: string, change: Apply): Table {
  const named = <T extends Commented & { readonly name: string }>(item: T): T =>
    item.name === name ? change(item) : item;
  return {
    ...table,
    ...(table.primaryKey === undefined ? {} : { primaryKey: named(table.primaryKey) }),
    uniques: table.uniques.map(named),
    foreignKeys: table.foreignKeys.map(named),
    checks: table.checks.map(named),
    exclusions: table.exclusions.map(named),
  };
}
