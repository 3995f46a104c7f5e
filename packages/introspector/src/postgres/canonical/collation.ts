import {
  canonicalCollation,
  canonicalSpelling,
  type Column,
  type Domain,
  type Index,
  type IndexElement,
  isCollatable,
  sameName,
  sameText,
  type Schema,
  type SqlText,
} from "@limbeck/model";
import { namedType, quoteQualified } from "@limbeck/operations";

/** What a type has to do with collations; nothing is known of what nobody has described. */
interface Collating {
  readonly can?: boolean;
  /** What its columns have where they say none. */
  readonly own?: string;
}

const TEXT: Collating = { can: true, own: '"default"' };
const NAME: Collating = { can: true, own: '"C"' };

function collating(type: SqlText, domains: readonly Domain[]): Collating {
  const text = canonicalSpelling(type);
  if (isCollatable(text)) return TEXT;
  if (/^name(?:\[\])?$/.test(text)) return NAME;
  const named = namedType(type);
  if (named === undefined) return { can: false };
  const domain = domains.find((one) => sameName(one, named));
  if (domain === undefined) return {};
  const inner = collating(domain.type, domains);
  return domain.collation === undefined ? inner : { ...inner, own: quoteQualified(domain.collation) };
}

/**
 * A column with its collation. Drizzle cannot say one, so a column of models keeps that of the database, also when it gets another
 * type that can have it. (A custom type may say one: `text COLLATE "C"`.) Another database says all that it has.
 */
export function withCollation(
  { collation: said, ...model }: Column,
  live: Column,
  domains: readonly Domain[],
  { unsaid = [] }: Pick<Schema, "unsaid">,
): Column {
  const { can = sameText(model.type, live.type), own } = collating(model.type, domains);
  const collation = said ?? (can && unsaid.includes("implied") ? live.collation : undefined);
  return collation === undefined || collation === own ? model : { ...model, collation };
}

/** A type without a collation that it brings anyway. */
export function withoutOwnCollation<T extends { readonly collation?: string }>(
  type: SqlText,
  item: T,
  domains: readonly Domain[],
): T {
  if (item.collation === undefined || item.collation !== collating(type, domains).own) return item;
  const { collation: _, ...rest } = item;
  // Leaving an optional member out keeps the type; the compiler cannot see that through a rest.
  return rest as T;
}

/** An index over columns with their collations; the server does not say the one that a column has anyway. */
export function withoutOwnCollations(
  index: Index,
  columns: readonly Column[],
  domains: readonly Domain[],
): Index {
  const own = new Map(
    columns.map(({ name, type, collation }) => [name, collation ?? collating(type, domains).own]),
  );
  return { ...index, elements: index.elements.map((element) => withoutOwn(element, own)) };
}

function withoutOwn(element: IndexElement, own: ReadonlyMap<string, string | undefined>): IndexElement {
  if (element.kind === "expression" || element.collation === undefined) return element;
  const { collation, ...rest } = element;
  return canonicalCollation(collation) === own.get(element.column) ? rest : element;
}
