import { type Dialect, type Schema, spelledAlike } from "@limbeck/model";
import { apply, OPAQUE, type Operation } from "@limbeck/operations";

import { movedExtensions, withMembers } from "../extensions.ts";
import { withDerivedNames } from "../sqlite/derivedNames.ts";
import { likeliest, type RenameCandidate } from "./candidates.ts";
import { carriedRenames } from "./carried.ts";
import { type FormerPaths } from "./named.ts";
import { otherwiseRead } from "./otherwiseRead.ts";
import { type Pair } from "./pairs.ts";
import { possibleMembers } from "./possibleMembers.ts";
import { possibleRoots } from "./possibleRoots.ts";
import { type Rename, renamedPath, renamePath } from "./rename.ts";
import { type Reworded, rewordedBy } from "./reworded.ts";
import { wayOf } from "./way.ts";

/** What may be renames, for one who is to say which are. */
export interface RenameQuestion {
  /** Every pair of things of one kind in one place of which one goes and one comes. */
  readonly possible: readonly Pair[];
  readonly candidates: readonly RenameCandidate[];
  /** The paths that tables and types had which are renamed already. */
  readonly former: FormerPaths;
  /** Whether this is the last question. */
  readonly last: boolean;
}

/** Whoever says which candidates are renames: flags, the configuration, a person, nobody. */
export type Questioner = (question: RenameQuestion) => Promise<readonly Rename[]>;

/** The old side with the renames behind it. */
export interface Decided {
  readonly before: Schema;
  /** The renames and what they carry along, in the order in which they run. */
  readonly operations: readonly Operation[];
  /** Those of them that move extensions. */
  readonly moves: readonly Operation[];
  /** What may be a rename too, and was not taken for one. */
  readonly candidates: readonly RenameCandidate[];
  /** What reads something that was renamed: the server has other words for it now. */
  readonly reworded: Reworded;
}

/**
 * Asks which drops and adds are renames, first of tables, types and sequences, then of what is in them, and applies them to the
 * old side, so that everything else is compared with that.
 */
export async function decideRenames(before: Schema, target: Schema, ask: Questioner): Promise<Decided> {
  const after = ALIKE[before.dialect](before, target);
  const moves = movedExtensions(before, after);
  const moved = moves.length === 0 ? before : applied(withMembers(before, after), moves);
  const roots = await answered(
    moved,
    { pairs: possibleRoots(moved, after), former: new Map(), last: false },
    ask,
  );
  const namespaces = newNamespaces(before, after, [
    ...roots.renames.flatMap((rename) => ("into" in rename ? [rename.into] : [])),
    ...moves.flatMap(({ schema }) => schema?.to ?? []),
  ]);
  const afterRoots = applied(moved, [...namespaces, ...roots.operations]);
  const inner = await answered(
    afterRoots,
    { pairs: possibleMembers(afterRoots, after), former: formerPaths(roots.renames), last: true },
    ask,
  );
  const renamed = applied(afterRoots, inner.operations);
  const carried = carriedRenames(renamed, after, [...roots.renames, ...inner.renames]);
  const renames = [...roots.operations, ...inner.operations, ...carried];
  const result = applied(renamed, carried);
  return {
    before: otherwiseRead(result, after, renames),
    operations: [...namespaces, ...moves, ...renames],
    moves,
    candidates: [...roots.left, ...inner.left],
    reworded: rewordedBy(renames, moved, result),
  };
}

/** SQLite reads names in any case: where only letters differ, nothing goes and nothing comes. */
const ALIKE = {
  postgres: (_, after) => after,
  sqlite: spelledAlike,
} satisfies Record<Dialect, (before: Schema, after: Schema) => Schema>;

async function answered(
  schema: Schema,
  {
    pairs,
    former,
    last,
  }: { readonly pairs: readonly Pair[]; readonly former: FormerPaths; readonly last: boolean },
  ask: Questioner,
) {
  const candidates = likeliest(pairs);
  const { renames, operations } = ways(schema, await ask({ possible: pairs, candidates, former, last }));
  const chosen = new Set(renames.flatMap(ends));
  const left = candidates.filter(({ rename }) => !ends(rename).some((end) => chosen.has(end)));
  return { renames, operations, left };
}

/** The renames that can be made, one after the other, and how. One that other names stand in the way of is none. */
function ways(schema: Schema, renames: readonly Rename[]) {
  const made: Rename[] = [];
  const operations: Operation[] = [];
  for (const rename of renames) {
    const way = wayOf(rename, applied(schema, operations));
    if (way === undefined) continue;
    made.push(rename);
    operations.push(...way);
  }
  return { renames: made, operations };
}

/** Both ends of a rename: what is one end of a rename is none of another. */
function ends(rename: Rename): readonly string[] {
  return [
    JSON.stringify([rename.kind, 0, renamePath(rename)]),
    JSON.stringify([rename.kind, 1, renamedPath(rename)]),
  ];
}

function formerPaths(renames: readonly Rename[]): FormerPaths {
  return new Map(renames.map((rename) => [JSON.stringify(renamedPath(rename)), renamePath(rename)] as const));
}

/** The namespaces that have to be there before something moves to them. */
function newNamespaces(before: Schema, after: Schema, into: readonly string[]): readonly Operation[] {
  const moved = new Set(into);
  const old = new Set(before.namespaces.map(({ name }) => name));
  return after.namespaces
    .filter(({ name }) => moved.has(name) && !old.has(name))
    .map((namespace) => ({ kind: "createSchema", namespace }));
}

/** SQLite has no names for constraints that have none, and those that are derived follow a rename. */
const FOLLOWED = {
  postgres: (_, after) => after,
  sqlite: withDerivedNames,
} satisfies Record<Dialect, (before: Schema, after: Schema) => Schema>;

function applied(schema: Schema, operations: readonly Operation[]): Schema {
  return operations.reduce((now, op) => {
    const next = apply(now, op);
    return next === OPAQUE ? now : FOLLOWED[schema.dialect](now, next);
  }, schema);
}
