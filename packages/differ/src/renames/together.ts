import { type Operation } from "@limbeck/operations";

/**
 * Renames with what else changes behind them. Views go before the renames: on the way back they come again when everything has its old
 * name, which is the one in their text.
 */
export function withRenames(
  renames: readonly Operation[],
  changes: readonly Operation[],
): readonly Operation[] {
  if (renames.length === 0) return changes;
  const first = changes.findIndex((op) => !dropsView(op));
  const end = first < 0 ? changes.length : first;
  return [...changes.slice(0, end), ...renames, ...changes.slice(end)];
}

export function dropsView({ kind }: Operation): boolean {
  return kind === "dropView" || kind === "dropMaterializedView";
}
