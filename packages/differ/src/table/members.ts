import {
  type Backed,
  type Check,
  type Divided,
  type Exclusion,
  type ForeignKey,
  type Index,
  type Named,
  type Placed,
  type Policy,
  type PrimaryKey,
  type Unique,
} from "@limbeck/model";

import { digest, type Fields, same } from "../fields.ts";

const named = {
  name: "identity",
  derivedName: "ignored",
  unnamed: "ignored",
  comment: "separate",
} as const satisfies Fields<Named>;

const backed = { indexComment: "separate" } as const satisfies Fields<Backed>;

const divided = { parts: "compared", only: "compared" } as const satisfies Fields<Divided>;

/** Where the operator of the server has put it. */
const placed = { tablespace: "ignored" } as const satisfies Fields<Placed>;

const key = {
  ...named,
  ...backed,
  ...divided,
  ...placed,
  columns: "compared",
  include: "compared",
  deferrable: "compared",
  withoutOverlaps: "compared",
  descending: "compared",
  collations: "compared",
  with: "compared",
  onConflict: "compared",
} as const;

const PRIMARY_KEY = {
  ...key,
  autoincrement: "compared",
} as const satisfies Fields<PrimaryKey>;

const UNIQUE = { ...key, nullsNotDistinct: "compared" } as const satisfies Fields<Unique>;

const FOREIGN_KEY = {
  ...named,
  columns: "compared",
  references: "compared",
  onDelete: "compared",
  onUpdate: "compared",
  onDeleteColumns: "compared",
  match: "compared",
  deferrable: "compared",
  period: "compared",
  notValid: "compared",
  notEnforced: "compared",
} as const satisfies Fields<ForeignKey>;

const CHECK = {
  ...named,
  expression: "compared",
  validIn: "compared",
  noInherit: "compared",
  notValid: "compared",
  notEnforced: "compared",
} as const satisfies Fields<Check>;

const INDEX = {
  ...named,
  ...divided,
  ...placed,
  unique: "compared",
  method: "compared",
  elements: "compared",
  include: "compared",
  nullsNotDistinct: "compared",
  with: "compared",
  where: "compared",
  statistics: "separate",
} as const satisfies Fields<Index>;

const EXCLUSION = {
  ...named,
  ...backed,
  ...placed,
  method: "compared",
  elements: "compared",
  include: "compared",
  with: "compared",
  where: "compared",
  deferrable: "compared",
} as const satisfies Fields<Exclusion>;

const POLICY = {
  ...named,
  restrictive: "compared",
  command: "compared",
  roles: "compared",
  using: "compared",
  withCheck: "compared",
} as const satisfies Fields<Policy>;

/** What is compared of each kind of member of a table. */
export const memberFields = {
  primaryKey: PRIMARY_KEY,
  uniques: UNIQUE,
  foreignKeys: FOREIGN_KEY,
  checks: CHECK,
  exclusions: EXCLUSION,
  indexes: INDEX,
  policies: POLICY,
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
  fields: Fields<M>,
): Matched<M> {
  const byName = new Map(before.map((member) => [member.name, member]));
  const kept = after.flatMap((member) => {
    const old = byName.get(member.name);
    return old === undefined ? [] : [{ before: old, after: member, same: same(fields, old, member) }];
  });
  return { kept, ...matchRenamed(before, after, fields) };
}

/** What is on one side only, by name: paired where the structure is the same. */
export function matchRenamed<M extends Named>(
  before: readonly M[],
  after: readonly M[],
  fields: Fields<M>,
): Omit<Matched<M>, "kept"> {
  const gone = without(before, after);
  const fresh = without(after, before);
  return gone.length === 0 || fresh.length === 0
    ? { added: fresh, removed: gone, renamed: [] }
    : pairByStructure(gone, fresh, fields);
}

function without<M extends Named>(members: readonly M[], others: readonly M[]): readonly M[] {
  const names = new Set(others.map(({ name }) => name));
  return members.filter(({ name }) => !names.has(name));
}

function pairByStructure<M extends Named>(gone: readonly M[], fresh: readonly M[], fields: Fields<M>) {
  const waiting = new Map<string, M[]>();
  for (const member of gone) {
    const structure = digest(fields, member);
    waiting.set(structure, [...(waiting.get(structure) ?? []), member]);
  }
  const renamed: { before: M; after: M }[] = [];
  const added: M[] = [];
  for (const member of fresh) {
    const old = waiting.get(digest(fields, member))?.shift();
    if (old === undefined) added.push(member);
    else renamed.push({ before: old, after: member });
  }
  const paired = new Set(renamed.map(({ before }) => before));
  return { added, removed: gone.filter((member) => !paired.has(member)), renamed };
}
