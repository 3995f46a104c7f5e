import { type ExitCode, LimbeckError } from "@limbeck/model";

const STATE: ExitCode = 3;
const PROOF: ExitCode = 4;

export function squashNeedsRange(range: string): LimbeckError {
  return new LimbeckError({
    code: "squash-needs-range",
    message: `"${range}" is no range.`,
    hint: "Write A:B, from the older to the newer revision; both are squashed. :B begins at the first, A: ends at the head.",
    facts: { range },
  });
}

export function squashNeedsSeveral(range: string, revisions: readonly string[]): LimbeckError {
  const found = revisions.length === 0 ? "no revision" : `nothing but ${revisions.join(", ")}`;
  return new LimbeckError({
    code: "squash-needs-several",
    message: `There is ${found} in ${range}.`,
    hint: "Both ends are squashed, and all that lies between them; name two revisions that are not the same.",
    facts: { range, revisions },
    exit: STATE,
  });
}

/** `other`: absent where another line begins inside. */
export function squashOpen(way: "in" | "out", revision: string, other: string | undefined): LimbeckError {
  const words = {
    in: other === undefined ? `${revision} is a beginning of its own` : `${revision} comes from ${other} too`,
    out: `${other ?? ""} stands on ${revision}`,
  };
  return new LimbeckError({
    code: "squash-open",
    message: `The range is not closed: ${words[way]}, and that is not at its end.`,
    hint: "One revision stands for a range that is entered at its first revision and left at its last; limbeck history --graph draws it. Take in more, or less.",
    facts: { revision, ...(other === undefined ? {} : { other }) },
    exit: STATE,
  });
}

export function squashDiffers(
  station: "upgrade" | "downgrade",
  differences: readonly string[],
): LimbeckError {
  return new LimbeckError({
    code: "squash-differs",
    message: `The squashed revision does not do what the range does: after the ${station} ${differences.slice(0, MOST_SHOWN).join("; ")} would still have to be done.`,
    hint: "No file was written. Squash a smaller range, or keep it with --no-prove and correct it then.",
    facts: { station, differences },
    exit: PROOF,
  });
}

/** As many as can be read in a sentence; the facts hold them all. */
const MOST_SHOWN = 5;
