/** Why a pair cannot be taken in both directions, and what is then said. */
export interface PairException {
  readonly reason: string;
  readonly words: RegExp;
}

/** By the names of the pairs. */
export const PAIR_EXCEPTIONS: Readonly<Record<string, PairException>> = {};
