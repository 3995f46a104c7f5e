import { type Default, sameValue, type SerialDefault, spelling } from "@limbeck/model";

import { type Change } from "../change.ts";
import { typeSql } from "../sql/type.ts";
import { type ColumnChanges } from "./changes.ts";

const added = (change: { readonly from?: unknown; readonly to: unknown }): string =>
  change.to === null ? "removed" : change.from === null ? "added" : "changed";

/** Each change in words. A table, so that a new kind of change has to be put into words. */
const WORDS = {
  name: ({ name }) => name && `renamed to ${name.to}`,
  type: ({ type }) =>
    type && `type ${type.from === undefined ? "" : `${typeSql(type.from)} `}→ ${typeSql(type.to)}`,
  using: () => undefined,
  usingBack: () => undefined,
  remake: () => undefined,
  remakeBack: () => undefined,
  nullable: ({ nullable }) => nullable && (nullable.to ? "NULL allowed" : "NOT NULL"),
  notNullOnConflict: ({ notNullOnConflict }) =>
    notNullOnConflict && `NOT NULL on conflict ${notNullOnConflict.to ?? "abort"}`,
  notNullName: ({ notNullName: name }) =>
    name && (name.to === null || name.to === name.from ? undefined : `NOT NULL called ${name.to}`),
  notNullNotValid: ({ notNullNotValid: change }) =>
    change && change.from !== change.to
      ? `NOT NULL ${change.to === null ? "validated" : "for new rows only"}`
      : undefined,
  notNullNoInherit: ({ notNullNoInherit: change }) =>
    change && change.from !== change.to
      ? `NOT NULL ${change.to === null ? "also" : "not"} in tables that inherit`
      : undefined,
  default: ({ default: value, type }) => value && defaultWords(value, type !== undefined),
  identity: ({ identity }) => identity && `identity ${added(identity)}`,
  generated: ({ generated }) => generated && `expression ${added(generated)}`,
  storage: ({ storage }) => setting("storage", storage),
  compression: ({ compression }) => setting("compression", compression),
  statistics: ({ statistics }) => setting("statistics", statistics),
  options: ({ options }) => options && `options ${added(options)}`,
  comment: ({ comment }) => comment && `comment ${added(comment)}`,
} satisfies Record<keyof ColumnChanges, (changes: ColumnChanges) => string | undefined>;

/** Said again with a new type, which would take it back, it is no change. */
function setting(name: string, change: Change<string | number | null> | undefined): string | undefined {
  if (change === undefined || change.from === change.to) return undefined;
  return `${name} ${String(change.to ?? "by default")}`;
}

export function describeChanges(changes: ColumnChanges): string {
  return Object.values(WORDS)
    .map((words) => words(changes))
    .filter((text) => text !== undefined)
    .join(", ");
}

function defaultWords({ from, to }: Change<Default | null>, typeChanges: boolean): string | undefined {
  if (from?.kind === "serial" && to?.kind === "serial") return sequenceWords(from, to);
  const [before, now] = [showDefault(from), showDefault(to)];
  // A new type takes its default along; that the server reads it with another cast now is no change.
  return typeChanges && from != null && withoutCast(before) === withoutCast(now)
    ? undefined
    : `default ${before} → ${now}`;
}

function withoutCast(text: string): string {
  const [, string = text] = /^('(?:[^']|'')*')::[\w\s".,()[\]]+$/.exec(text) ?? [];
  return string;
}

/** What becomes of the sequence of a column that stays serial; that it counts in the column's type goes without saying. */
function sequenceWords(from: SerialDefault, to: SerialDefault): string | undefined {
  const options = sameValue(from.options ?? {}, to.options ?? {}) ? [] : ["options of its sequence changed"];
  const comment =
    from.comment === to.comment
      ? []
      : [`comment of its sequence ${added({ from: from.comment ?? null, to: to.comment ?? null })}`];
  const words = [...options, ...comment];
  return words.length === 0 ? undefined : words.join(", ");
}

function showDefault(value: NonNullable<ColumnChanges["default"]>["from"]): string {
  if (value === undefined || value === null) return "none";
  if (value.kind === "serial") return "serial";
  return value.kind === "literal" ? JSON.stringify(value.value).replaceAll('"', "'") : spelling(value);
}
