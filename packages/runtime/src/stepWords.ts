import { type Step } from "@limbeck/revisions";

/** What is told of a step. */
interface ToldStep extends Pick<Step, "direction" | "revision"> {
  readonly downRevisions: readonly string[];
  readonly message: string;
}

/** A step in a line for people: `upgrade a81d0c55e9f2 -> 3f9c1e7a2b40, bookings may not overlap`. */
export function stepWords({ direction, revision, downRevisions, message }: ToldStep): string {
  const below = downRevisions.length === 0 ? "<base>" : downRevisions.join(", ");
  const told = message === "" ? "" : `, ${message.replace(/\s+/g, " ")}`;
  return `${direction} ${arrow(direction, below, revision)}${told}`;
}

function arrow(direction: Step["direction"], below: string, revision: string): string {
  switch (direction) {
    case "upgrade":
      return `${below} -> ${revision}`;
    case "downgrade":
      return `${revision} -> ${below}`;
    case "stamp":
      return revision;
  }
}
