import { adopt, leadingRenames } from "@limbeck/differ";
import { type Schema } from "@limbeck/model";
import { applyAll, OPAQUE } from "@limbeck/operations";

import { concernOf } from "./concern.ts";
import { type ProofInput } from "./upAndDown.ts";
import { asWritten } from "./written.ts";

/** What a revision starts from and leads to; where only an engine can tell what that is, the start alone. */
export interface Ends {
  readonly before: Schema;
  readonly after?: Schema;
}

/** Both ends, cut to what the revision concerns; nobody knows what an opaque one concerns. */
export function concerned({ before, after, comments, upgrade, downgrade }: ProofInput): Ends {
  if (after === undefined) return { before: asWritten(before) };
  // Names and comments that the models leave open are those of the start.
  const moved = applyAll(before, leadingRenames(upgrade));
  const adopted = adopt(moved === OPAQUE ? before : moved, after, { comments });
  const concern = concernOf([...upgrade, ...downgrade], before, adopted);
  return { before: concern(asWritten(before)), after: concern(asWritten(adopted)) };
}
