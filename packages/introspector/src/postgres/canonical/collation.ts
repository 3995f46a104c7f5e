import {
  canonicalCollation,
  canonicalSpelling,
  type Column,
  type Index,
  type IndexElement,
  isCollatable,
} from "@limbeck/model";

/** Text has it by itself. */
const DEFAULT = '"default"';

/**
 * A column of the models with its collation. Drizzle cannot say one, so a column keeps that of the database, also when it gets another
 * type that can have it. (A custom type may say one: `text COLLATE "C"`.)
 */
export function withCollation({ collation: said, ...model }: Column, live: Column): Column {
  const kept = isCollatable(canonicalSpelling(model.type)) ? live.collation : undefined;
  const collation = said === DEFAULT ? undefined : (said ?? kept);
  return collation === undefined ? model : { ...model, collation };
}

/** An index over columns with their collations; the server does not say the one that a column has anyway. */
export function withoutOwnCollations(index: Index, columns: readonly Column[]): Index {
  const own = new Map(columns.map(({ name, collation }) => [name, collation]));
  return { ...index, elements: index.elements.map((element) => withoutOwn(element, own)) };
}

function withoutOwn(element: IndexElement, own: ReadonlyMap<string, string | undefined>): IndexElement {
  if (element.kind === "expression" || element.collation === undefined) return element;
  const { collation, ...rest } = element;
  return canonicalCollation(collation) === own.get(element.column) ? rest : element;
}
