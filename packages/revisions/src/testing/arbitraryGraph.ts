import fc from "fast-check";
import type { RevisionHeader } from "../header.ts";

/** A header for tests: `header("c", ["a", "b"], { dependsOn: ["x"] })`. */
export function header(
  revision: string,
  downRevisions: readonly string[] = [],
  rest: Partial<RevisionHeader> = {},
): RevisionHeader {
  const file = `${revision}.ts`;
  return { revision, downRevisions, branchLabels: [], dependsOn: [], message: "", file, ...rest };
}

/**
 * Headers of a random graph: lines, forks, merges, several bases, dependencies (also redundant ones, by label and by id),
 * labels; in any order of files.
 */
export const arbitraryHeaders: fc.Arbitrary<readonly RevisionHeader[]> = fc
  .array(
    fc.record({
      parents: fc.oneof(
        { weight: 6, arbitrary: fc.tuple(fc.nat(3)) },
        { weight: 2, arbitrary: fc.tuple(fc.nat(8), fc.nat(8)) },
        { weight: 1, arbitrary: fc.constant<number[]>([]) },
      ),
      dependencies: fc.oneof(
        { weight: 3, arbitrary: fc.constant<number[]>([]) },
        { weight: 1, arbitrary: fc.array(fc.nat(12), { minLength: 1, maxLength: 2 }) },
      ),
      labelled: fc.nat(5).map((number) => number === 0),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .chain((specs) => fc.tuple(fc.constant(specs), fc.boolean(), fc.nat()))
  .map(([specs, shuffled, seed]) => {
    const headers = specs.map(({ parents, dependencies, labelled }, index) =>
      header(idAt(index), distinct(parents, index), {
        dependsOn: distinct(dependencies, index).map((id) => (labelOf(specs, id) ? `l_${id}` : id)),
        branchLabels: labelled ? [`l_${idAt(index)}`] : [],
      }),
    );
    return shuffled ? shuffle(headers, seed) : headers;
  });

function labelOf(specs: readonly { readonly labelled: boolean }[], id: string): boolean {
  return specs[Number(id.slice(1))]?.labelled === true;
}

// Counted back from the revision itself, so that most edges are short, as in life.
function distinct(back: readonly number[], index: number): readonly string[] {
  const places = back.map((steps) => index - 1 - steps).filter((place) => place >= 0);
  return [...new Set(places.map(idAt))];
}

function idAt(index: number): string {
  return `r${String(index).padStart(2, "0")}`;
}

function shuffle<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const keyed = items.map((item, index) => ({ item, key: (index * 7919 + seed * 104729) % 1009 }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
