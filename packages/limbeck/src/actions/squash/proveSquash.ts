import { type RevisionFile } from "@limbeck/loader";
import { holdingDifferences, type Proof } from "@limbeck/proof";

import { type Project } from "../../project/project.ts";
import { readHeaders, revisionsOf } from "../../project/revisions.ts";
import { onTrial } from "../../project/trial.ts";
import { squashDiffers } from "../../squashErrors.ts";
import { type Draft } from "../draft.ts";
import { withDraftFile } from "../draftFile.ts";
import { type Place } from "../place.ts";
import { goBelow, type Outcome, takenBack } from "./replayRange.ts";

/**
 * Runs the squashed revision, as its file says it, where the range was run, and holds what both lead to against each other, up and
 * down. Errors: `squash-differs`, those of the runtime.
 */
export async function proveSquash(
  project: Project,
  draft: Draft,
  place: Place,
  range: Outcome,
): Promise<Proof> {
  const squashed = await outcomeOf(project, draft, place);
  hold("upgrade", range.above, squashed.above, range.version);
  if (range.below === undefined || squashed.below === undefined)
    return { kind: "unproved", reason: "up, but not down: a revision of the range has no way back" };
  hold("downgrade", range.below, squashed.below, range.version);
  return { kind: "proved" };
}

function outcomeOf(project: Project, draft: Draft, place: Place): Promise<Outcome> {
  return withDraftFile(draft, (path) => {
    const file: RevisionFile = { path, text: draft.text };
    const drafted = { header: { ...draft.header, file: path }, file };
    const revisions = revisionsOf(project, [...readHeaders(project), drafted]);
    return onTrial(project, revisions, async (trial) => {
      await goBelow(trial, revisions, place);
      await trial.up([draft.id]);
      const above = await trial.holding();
      return { version: trial.version, above, ...(await takenBack(trial, draft.id)) };
    });
  });
}

function hold(
  station: "upgrade" | "downgrade",
  expected: Outcome["above"],
  found: Outcome["above"],
  version: number,
): void {
  const differences = holdingDifferences(found, expected, version);
  if (differences.length > 0) throw squashDiffers(station, differences);
}
