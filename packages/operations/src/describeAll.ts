import { describe } from "./derive.ts";
import { type Operation } from "./operations.ts";

const REMOVED = ": removed";
const ADDED = ": added";

/** What a person is told of an operation. */
export interface Told {
  readonly words: string;
  readonly operation: Operation;
}

/**
 * The operations in words, in their order. What goes and comes under one name, because something else is in its way or because it cannot be
 * changed where it stands, is told once, where it goes: `view front_page: made anew`.
 */
export function tellAll(operations: readonly Operation[]): readonly Told[] {
  const words = operations.map(describe);
  const remade = new Map(comeAgain(words));
  const coming = new Set(remade.values());
  return operations.flatMap((operation, at) => {
    const word = words[at];
    if (word === undefined || coming.has(at)) return [];
    return [{ words: remade.has(at) ? `${subject(word, REMOVED) ?? word}: made anew` : word, operation }];
  });
}

/** The words of `tellAll` alone. */
export function describeAll(operations: readonly Operation[]): readonly string[] {
  return tellAll(operations).map(({ words }) => words);
}

/** Where things go that come again, and where they come. */
function comeAgain(words: readonly string[]): readonly (readonly [number, number])[] {
  const gone = new Map<string, number>();
  return words.flatMap((word, at) => {
    const going = subject(word, REMOVED);
    if (going !== undefined) gone.set(going, at);
    const coming = subject(word, ADDED);
    const since = coming === undefined ? undefined : gone.get(coming);
    if (coming === undefined || since === undefined) return [];
    gone.delete(coming);
    return [[since, at] as const];
  });
}

function subject(word: string, ending: string): string | undefined {
  return word.endsWith(ending) ? word.slice(0, -ending.length) : undefined;
}
