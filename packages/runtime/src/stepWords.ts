import { type Graph, type Step } from "@limbeck/revisions";

/** A step in a line for people: `upgrade a81d0c55e9f2 -> 3f9c1e7a2b40, bookings may not overlap`. */
export function stepWords(
  graph: Graph,
  { direction, revision }: Pick<Step, "direction" | "revision">,
): string {
  const known = graph.revisions.get(revision);
  const below =
    known === undefined || known.downRevisions.length === 0 ? "<base>" : known.downRevisions.join(", ");
  const message =
    known === undefined || known.message === "" ? "" : `, ${known.message.replace(/\s+/g, " ")}`;
  return `${direction} ${arrow(direction, below, revision)}${message}`;
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
