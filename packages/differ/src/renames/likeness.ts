import {
  type Collation,
  type Column,
  type Composite,
  type Domain,
  type Enum,
  inputTypes,
  type Partition,
  type Range,
  type Routine,
  routineNoun,
  sameValue,
  type Sequence,
  spelling,
  type Table,
  type View,
} from "@limbeck/model";

/** The part of the columns that are the same by name and type. */
export function tableLikeness(before: Table, after: Table): number {
  const columns = new Set(before.columns.map(columnText));
  const shared = after.columns.filter((column) => columns.has(columnText(column))).length;
  return shared / Math.max(before.columns.length, after.columns.length, 1);
}

/** Two partitions that hold the same rows of one table are one. */
export function partitionLikeness({ partitionOf: from }: Partition, { partitionOf: to }: Partition): number {
  return sameValue(from, to) ? 1 : 0;
}

export function enumLikeness(before: Enum, after: Enum): number {
  const values = new Set(before.values);
  const shared = after.values.filter((value) => values.has(value)).length;
  return shared / Math.max(before.values.length, after.values.length, 1);
}

export const sequenceLikeness = (from: Sequence, to: Sequence): number =>
  JSON.stringify(from.options) === JSON.stringify(to.options) ? 1 : 0;

export const typeText = ({ type }: Column): string => type.canonical ?? type.written ?? "";

const columnText = (column: Column): string => `${typeText(column)} ${column.name}`;

/** The type 6, and what it demands 4, of 10. */
export function domainLikeness(before: Domain, after: Domain): number {
  const demands = ({ notNull, checks }: Domain) => [notNull, checks.map(({ name }) => name).sort()];
  return (
    (sameValue(before.type, after.type) ? 0.6 : 0) + (sameValue(demands(before), demands(after)) ? 0.4 : 0)
  );
}

/** The part of the attributes that are the same by name and type. */
export function compositeLikeness(before: Composite, after: Composite): number {
  const shared = after.attributes.filter((attribute) =>
    before.attributes.some((one) => one.name === attribute.name && sameValue(one.type, attribute.type)),
  );
  return shared.length / Math.max(before.attributes.length, after.attributes.length, 1);
}

/** Those over one type are like one another in all that people see of them. */
export function rangeLikeness(before: Range, after: Range): number {
  return sameValue(before.subtype, after.subtype) ? 1 : 0;
}

/** Those that sort and compare alike are the same but for what they are called. */
export function collationLikeness(before: Collation, after: Collation): number {
  const said = ({ comment: _, name: __, schema: ___, ...collation }: Collation) => collation;
  return sameValue(said(before), said(after)) ? 1 : 0;
}

export const isPlain = ({ materialized }: View): boolean => materialized !== true;
export const isMaterialized = (view: View): boolean => !isPlain(view);

/** The part of the words of both queries that they have in common: the server spells them in another way than the author. */
export function viewLikeness(before: View, after: View): number {
  return commonWords(spelling(before.query), spelling(after.query));
}

/** A call that fits the one has to fit the other. */
export function takesTheSame(before: Routine, after: Routine): boolean {
  return routineNoun(before) === routineNoun(after) && sameValue(inputTypes(before), inputTypes(after));
}

export function functionLikeness(before: Routine, after: Routine): number {
  if (before.aggregate !== undefined) return sameValue(before.aggregate, after.aggregate) ? 1 : 0;
  const body = ({ body: text, standardBody }: Routine): string =>
    text ?? (standardBody === undefined ? "" : spelling(standardBody));
  return before.language === after.language ? commonWords(body(before), body(after)) : 0;
}

const WORDS = /[\p{L}\p{N}_$]+/gu;

function commonWords(a: string, b: string): number {
  const [old, now] = [a, b].map((text) => new Set(text.toLowerCase().match(WORDS) ?? []));
  if (old === undefined || now === undefined || old.size + now.size === 0) return 1;
  const shared = [...now].filter((word) => old.has(word)).length;
  return shared / (old.size + now.size - shared);
}
