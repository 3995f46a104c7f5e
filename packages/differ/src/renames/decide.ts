import { type Schema, type View } from "@limbeck/model";
import { apply, OPAQUE, type Operation, ref, touches } from "@limbeck/operations";

import { likeliest, type RenameCandidate } from "./candidates.ts";
import { carriedRenames } from "./carried.ts";
import { type FormerPaths } from "./named.ts";
import { type Pair, possibleMembers, possibleRoots } from "./possible.ts";
import { type Rename, renameOperation, renamePath } from "./rename.ts";

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
  /** What may be a rename too, and was not taken for one. */
  readonly candidates: readonly RenameCandidate[];
  /** Views that read something that was renamed: the server has other words for them now. */
  readonly reworded: readonly View[];
}

/**
 * Asks which drops and adds are renames, first of tables, types and sequences, then of what is in them, and applies them to the
 * old side, so that everything else is compared with that.
 */
export async function decideRenames(before: Schema, after: Schema, ask: Questioner): Promise<Decided> {
  const roots = await answered({ pairs: possibleRoots(before, after), former: new Map(), last: false }, ask);
  const afterRoots = applied(before, roots.operations);
  const inner = await answered(
    { pairs: possibleMembers(afterRoots, after), former: formerPaths(roots.renames), last: true },
    ask,
  );
  const renamed = applied(afterRoots, inner.operations);
  const carried = carriedRenames(renamed, after, [...roots.renames, ...inner.renames]);
  const operations = [...roots.operations, ...inner.operations, ...carried];
  return {
    before: applied(renamed, carried),
    operations,
    candidates: [...roots.left, ...inner.left],
    reworded: rewordedViews(before, operations),
  };
}

async function answered(
  {
    pairs,
    former,
    last,
  }: { readonly pairs: readonly Pair[]; readonly former: FormerPaths; readonly last: boolean },
  ask: Questioner,
) {
  const candidates = likeliest(pairs);
  const renames = await ask({ possible: pairs, candidates, former, last });
  const chosen = new Set(renames.flatMap(ends));
  const left = candidates.filter(({ rename }) => !ends(rename).some((end) => chosen.has(end)));
  return { renames, operations: renames.map(renameOperation), left };
}

/** Both ends of a rename: what is one end of a rename is none of another. */
function ends(rename: Rename): readonly string[] {
  const path = renamePath(rename);
  return [
    JSON.stringify([rename.kind, 0, path]),
    JSON.stringify([rename.kind, 1, [...path.slice(0, -1), rename.to]]),
  ];
}

function formerPaths(renames: readonly Rename[]): FormerPaths {
  return new Map(
    renames.map((rename) => {
      const path = renamePath(rename);
      return [JSON.stringify([...path.slice(0, -1), rename.to]), path] as const;
    }),
  );
}

function applied(schema: Schema, operations: readonly Operation[]): Schema {
  return operations.reduce((now, op) => {
    const next = apply(now, op);
    return next === OPAQUE ? now : next;
  }, schema);
}

/** A view that the server said nothing of may read anything. */
function rewordedViews({ views }: Schema, operations: readonly Operation[]): readonly View[] {
  const changed = new Set(operations.flatMap((op) => touches(op).breaks));
  if (changed.size === 0) return [];
  return views.filter(
    ({ uses }) =>
      uses === undefined ||
      uses.some(
        (use) =>
          changed.has(ref.relation(use)) ||
          use.columns.some((column) => changed.has(ref.column(use, column))),
      ),
  );
}
