import { type Outcome } from "../../packages/proof/src/testing/pairTrial.ts";
import { GAPS } from "../../packages/proof/src/testing/pairGaps.ts";

/** What came of each pair, by its name, which begins with that of its collection. */
export type Results = ReadonlyMap<string, readonly Outcome[]>;

/** docs/coverage.md: a score for each collection, and every known gap with the pairs that fall into it. */
export function coveragePage(results: Results, major: number): string {
  return `# Coverage

Written by \`npm run pairs -- --write\`, which takes every pair of schemas in \`fixtures/pairs\` to PostgreSQL ${major}, from each side to the other.

A pair is two databases that the tests of another tool bring along. A way is equal if what \`limbeck diff\` finds, applied to the one side, gives
the other by an independent reading of the catalog, a second comparison finds nothing, the downgrade gives the start, and the upgrade
then works again, with the rows of every table that has the same columns on both sides still there.

## Scores

${table(["collection", "pairs", "ways", "equal", "in a gap", "failed"], scores(results))}

## Known gaps

What a way that is not equal fails in. A comparison neither changes nor drops any of it.

${table(["gap", "why", "ways"], gaps(results))}

## Dumps and live databases

Nine schemas as \`pg_dump\` wrote them (\`fixtures/sql\`) and the databases of three Drizzle projects (\`fixtures/live\`) are made on an empty database from what
\`limbeck diff\` finds, taken back until nothing is left, and made again: \`packages/proof/src/sql.test.ts\` and \`live.test.ts\`. Before that, CLUSTER ON of materialized views is
taken away from AdventureWorks, a foreign server from postgres-meta, and whatever has a gap here from the objects that
PostgreSQL tests \`pg_dump\` with.

## The pairs in a gap

${pairsInGaps(results)}
`;
}

type Cell = string | number;

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function scores(results: Results): readonly (readonly Cell[])[] {
  const collections = [...new Set([...results.keys()].map(collectionOf))].sort();
  const rowOf = (name: string, of: readonly (readonly Outcome[])[]): readonly Cell[] => {
    const ways = of.flat();
    const count = (kind: Outcome["kind"]): number => ways.filter((way) => way.kind === kind).length;
    return [name, of.length, ways.length, count("equal"), count("gap"), count("failed")];
  };
  const inCollection = (name: string): readonly (readonly Outcome[])[] =>
    [...results].filter(([pair]) => collectionOf(pair) === name).map(([, outcomes]) => outcomes);
  return [
    ...collections.map((name) => rowOf(name, inCollection(name))),
    rowOf("**all**", [...results.values()]),
  ];
}

function collectionOf(pair: string): string {
  return pair.slice(0, pair.indexOf(":"));
}

function gaps(results: Results): readonly (readonly Cell[])[] {
  const ways = [...results.values()].flat();
  return Object.entries(GAPS).map(([name, { reason }]) => [
    name,
    reason,
    ways.filter((way) => way.kind === "gap" && way.gap === name).length,
  ]);
}

function pairsInGaps(results: Results): string {
  return Object.keys(GAPS)
    .flatMap((gap) => {
      const pairs = [...results].filter(([, ways]) =>
        ways.some((way) => way.kind === "gap" && way.gap === gap),
      );
      return pairs.length === 0 ? [] : [`**${gap}**: ${pairs.map(([name]) => `\`${name}\``).join(", ")}`];
    })
    .join("\n\n");
}
