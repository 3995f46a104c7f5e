import { type Index, nameOf, type View } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { matchMembers, memberFields } from "../table/members.ts";
import { indexCallsAny } from "../mentions.ts";
import { planMembers } from "../table/memberPlan.ts";
import { members } from "../table/tableOperations.ts";

/** What becomes of the indexes of a materialized view that stays. `away` holds the names of functions and types that are made anew. */
export function viewIndexes(before: View, after: View, away: ReadonlySet<string>): readonly Operation[] {
  const matched = matchMembers<Index>(before.indexes ?? [], after.indexes ?? [], memberFields.indexes);
  const plan = planMembers(matched, (index) => indexCallsAny(index, away));
  return members(nameOf(after), plan, "createIndex", "dropIndex");
}
