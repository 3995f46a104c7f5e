/** `atLeast`: there are more than were counted, and nobody knows how many. */
export interface Count {
  readonly number: number;
  readonly precision: "exact" | "about" | "atLeast";
}

/** Up to so many rows are counted one by one; beyond, what the database believes serves. */
export const MOST_COUNTED = 100_000;

/** Of what is in several places; unknown where it is of one of them. */
export function together(counts: readonly (Count | undefined)[]): Count | undefined {
  const known = counts.filter((count) => count !== undefined);
  if (known.length < counts.length) return undefined;
  return known.reduce<Count>(
    (sum, { number, precision }) => ({
      number: sum.number + number,
      precision: VAGUER[sum.precision][precision],
    }),
    { number: 0, precision: "exact" },
  );
}

const VAGUER = {
  exact: { exact: "exact", about: "about", atLeast: "atLeast" },
  about: { exact: "about", about: "about", atLeast: "about" },
  atLeast: { exact: "atLeast", about: "about", atLeast: "atLeast" },
} satisfies Record<Count["precision"], Record<Count["precision"], Count["precision"]>>;
