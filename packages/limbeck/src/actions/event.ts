import { type RuntimeEvent } from "@limbeck/runtime";

/** A stage of a command that is done, for the person who waits; the time is in milliseconds. */
export interface StageEvent {
  readonly kind: "stage";
  readonly stage:
    "read" | "introspected" | "replayed" | "found" | "proved" | "unproved" | "wrote" | "ran" | "tried";
  readonly text: string;
  readonly duration?: number;
}

/** A stage begins, or is so far on. */
export interface WorkingEvent {
  readonly kind: "working";
  readonly stage: StageEvent["stage"];
  /** Of what it works through, how many are done or in hand. */
  readonly number?: number;
  readonly total?: number;
}

export interface WarningEvent {
  readonly kind: "warning";
  /** Stable, lower-case-with-dashes, where it is about the models. */
  readonly code?: string;
  readonly text: string;
  readonly hint?: string;
}

export type ActionEvent = StageEvent | WorkingEvent | WarningEvent | RuntimeEvent;
export type Report = (event: ActionEvent) => void;

/** Tells a stage with the time it took. */
export async function stage<T>(
  report: Report | undefined,
  name: StageEvent["stage"],
  work: () => Promise<T>,
  words: (result: T) => string,
): Promise<T> {
  report?.({ kind: "working", stage: name });
  const start = performance.now();
  const result = await work();
  report?.({ kind: "stage", stage: name, text: words(result), duration: performance.now() - start });
  return result;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
