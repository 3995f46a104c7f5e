import { type Index, type Named, sameValue } from "@limbeck/model";

import { type Matched } from "./members.ts";

/** What happens to the members of one kind in one table. */
export interface MemberPlan<M> {
  readonly dropped: readonly M[];
  readonly created: readonly M[];
  readonly renamed: readonly { readonly before: M; readonly after: M }[];
  /** On both sides, and left alone; names and comments may differ. */
  readonly settled: readonly { readonly before: M; readonly after: M }[];
  /** Of those that are left alone, the ones that are looked at for the rows that were there before; as they were. */
  readonly validated: readonly M[];
}

/**
 * Members that stay the same but stand in the way of a change are dropped before it and made again after it; so are
 * members of one name that say something else.
 */
export function planMembers<M extends Named>(
  matched: Matched<M>,
  inTheWay: (member: M) => boolean,
  isCarried: (member: M) => boolean = () => false,
): MemberPlan<M> {
  const validated = matched.kept.filter(
    (pair) => !pair.same && onlyValidated(pair) && !isCarried(pair.after),
  );
  const same = [...matched.kept.filter((pair) => pair.same), ...matched.renamed, ...validated];
  const remade = [
    ...matched.kept.filter((pair) => !pair.same && !validated.includes(pair)),
    ...same.filter(
      ({ before, after }) =>
        inTheWay(before) ||
        inTheWay(after) ||
        // What an enum type that is made anew carries over has one comment only, and one target of statistics.
        (isSaidOtherwise(before, after) && isCarried(after)),
    ),
  ];
  const touched = new Set(remade.map(({ after }) => after));
  return {
    dropped: [...matched.removed, ...remade.map(({ before }) => before)],
    created: [...matched.added, ...remade.map(({ after }) => after)],
    renamed: matched.renamed.filter(({ after }) => !touched.has(after)),
    settled: same.filter(({ after }) => !touched.has(after)),
    validated: validated.filter(({ after }) => !touched.has(after)).map(({ before }) => before),
  };
}

function isSaidOtherwise(
  before: Named & Pick<Index, "statistics">,
  after: Named & Pick<Index, "statistics">,
): boolean {
  return before.comment !== after.comment || !sameValue(before.statistics, after.statistics);
}

/** NOT VALID is all that goes. */
function onlyValidated<M extends Named>({
  before,
  after,
}: {
  readonly before: M;
  readonly after: M;
}): boolean {
  if (!("notValid" in before) || "notValid" in after) return false;
  const { notValid: _, ...valid } = { ...before, ...OF_NAMES, validIn: undefined };
  return sameValue(valid, { ...after, ...OF_NAMES });
}

/** What is compared elsewhere. */
const OF_NAMES = { comment: undefined, derivedName: undefined, unnamed: undefined };
