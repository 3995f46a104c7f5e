import {
  type Check,
  type ForeignKey,
  type Index,
  type Named,
  type PrimaryKey,
  type Unique,
} from "@limbeck/model";

import { digest, type Fields } from "./fields.ts";

const named = {
  name: "identity",
  derivedName: "ignored",
  comment: "separate",
} as const satisfies Fields<Named>;

const PRIMARY_KEY = {
  ...named,
  columns: "compared",
  include: "compared",
  deferrable: "compared",
} as const satisfies Fields<PrimaryKey>;

const UNIQUE = { ...PRIMARY_KEY, nullsNotDistinct: "compared" } as const satisfies Fields<Unique>;

const FOREIGN_KEY = {
  ...named,
  columns: "compared",
  references: "compared",
  onDelete: "compared",
  onUpdate: "compared",
  onDeleteColumns: "compared",
  match: "compared",
  deferrable: "compared",
  notValid: "compared",
} as const satisfies Fields<ForeignKey>;

const CHECK = {
  ...named,
  expression: "compared",
  noInherit: "compared",
  notValid: "compared",
} as const satisfies Fields<Check>;

const INDEX = {
  ...named,
  unique: "compared",
  method: "compared",
  elements: "compared",
  include: "compared",
  nullsNotDistinct: "compared",
  with: "compared",
  where: "compared",
} as const satisfies Fields<Index>;

/** A text for each member of a table that is equal where everything but the name and the comment is. */
export const structureOf = {
  primaryKey: (key: PrimaryKey): string => digest(PRIMARY_KEY, key),
  uniques: (unique: Unique): string => digest(UNIQUE, unique),
  foreignKeys: (key: ForeignKey): string => digest(FOREIGN_KEY, key),
  checks: (check: Check): string => digest(CHECK, check),
  indexes: (index: Index): string => digest(INDEX, index),
};

/** What two lists of members have in common: by name, and among the rest by structure. */
export interface Matched<M> {
  readonly added: readonly M[];
  readonly removed: readonly M[];
  /** The same name on both sides; `same` where the structure is too. */
  readonly kept: readonly { readonly before: M; readonly after: M; readonly same: boolean }[];
  /** Another name, the same structure. */
  readonly renamed: readonly { readonly before: M; readonly after: M }[];
}

export function matchMembers<M extends Named>(
  before: readonly M[],
  after: readonly M[],
  structure: (member: M) => string,
): Matched<M> {
  const byName = new Map(before.map((member) => [member.name, member]));
  const names = new Set(after.map(({ name }) => name));
  const kept = after.flatMap((member) => {
    const old = byName.get(member.name);
    return old === undefined
      ? []
      : [{ before: old, after: member, same: structure(old) === structure(member) }];
  });
  const gone = before.filter(({ name }) => !names.has(name));
  const fresh = after.filter(({ name }) => !byName.has(name));
  return { kept, ...pairByStructure(gone, fresh, structure) };
}

function pairByStructure<M extends Named>(
  gone: readonly M[],
  fresh: readonly M[],
  structure: (member: M) => string,
) {
  const waiting = new Map<string, M[]>();
  for (const member of gone)
    waiting.set(structure(member), [...(waiting.get(structure(member)) ?? []), member]);
  const renamed: { before: M; after: M }[] = [];
  const added: M[] = [];
  for (const member of fresh) {
    const old = waiting.get(structure(member))?.shift();
    if (old === undefined) added.push(member);
    else renamed.push({ before: old, after: member });
  }
  const paired = new Set(renamed.map(({ before }) => before));
  return { added, removed: gone.filter((member) => !paired.has(member)), renamed };
}
