import { nameKey, sameText, type Schema, spelling, type View } from "@limbeck/model";
import { type Operation, type Ref, ref, touches } from "@limbeck/operations";

/**
 * A schema behind renames, in which no view that reads a table or view under its new name has the text of the target: there that means another one
 * which has the old name by then. In what words the server has such a view now, nobody knows.
 */
export function otherwiseRead(renamed: Schema, target: Schema, renames: readonly Operation[]): Schema {
  const given = new Set(renames.flatMap((op) => touches(op).makes));
  if (given.size === 0) return renamed;
  const views = new Map(target.views.map((view) => [nameKey(view), view]));
  return {
    ...renamed,
    views: renamed.views.map((view) => {
      const other = views.get(nameKey(view));
      const lies = other !== undefined && sameText(view.query, other.query) && readsAny(view, given);
      return lies ? { ...view, query: { written: spelling(view.query), canonical: "" } } : view;
    }),
  };
}

/** What a view reads is called as it is by now, whatever its text says. */
function readsAny({ uses = [] }: View, given: ReadonlySet<Ref>): boolean {
  return uses.some((use) => given.has(ref.relation(use)));
}
