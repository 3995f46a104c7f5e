import { type Canonicalisation, type CanonicaliseOptions } from "../../canonicalisation.ts";
import { type Circumstances, recall, remember } from "./cache.ts";
import { trivialJudge } from "./judge.ts";
import { type Pair, pairKey, type Verdict } from "./pair.ts";
import { settle } from "./settle.ts";
import { canonicalViews } from "./view.ts";
import { walk } from "./walk.ts";

/** `canonicalise` for PostgreSQL. */
export async function canonicalisePostgres(options: CanonicaliseOptions): Promise<Canonicalisation> {
  const settled = await canonicaliseTables(options);
  if (options.database.views.length === 0) return settled;
  const { database, connection, defaultSchema = "public", cache } = options;
  const circumstances = cache && (await circumstancesOf(options, defaultSchema));
  const { views, unverified, asked } = await canonicalViews({
    models: settled.models,
    database,
    connection,
    defaultSchema,
    cache,
    circumstances,
    scratch: options.scratch,
  });
  return {
    ...settled,
    models: { ...settled.models, views },
    unverified: [...settled.unverified, ...unverified],
    asked: settled.asked + asked,
    roundTrips: settled.roundTrips + (asked === 0 ? 0 : 1),
  };
}

async function canonicaliseTables(options: CanonicaliseOptions): Promise<Canonicalisation> {
  const { models, database, connection, defaultSchema = "public", cache } = options;
  const judgeTrivially = trivialJudge(defaultSchema);
  const known = new Map<string, Verdict>();
  const open = new Map<string, Pair>();
  const first = walk(models, database, (pair) => {
    const verdict = judgeTrivially(pair);
    if (verdict === undefined) open.set(pairKey(pair), pair);
    return verdict === undefined ? undefined : canonicalOf(pair, verdict);
  });
  if (open.size === 0) return { models: first, database, unverified: [], asked: 0, roundTrips: 0 };

  const circumstances = cache && (await circumstancesOf(options, defaultSchema));
  for (const [key, pair] of open) {
    const verdict = circumstances && recall(cache, pair, circumstances);
    if (verdict !== undefined) known.set(key, verdict);
  }
  const asked = [...open.values()].filter((pair) => !known.has(pairKey(pair)));
  const { scratch } = options;
  const { verdicts, roundTrips } = await settle(asked, { connection, scratch, database, defaultSchema });
  for (const [pair, verdict] of verdicts) {
    known.set(pairKey(pair), verdict);
    if (circumstances) remember(cache, pair, verdict, circumstances);
  }
  return {
    models: walk(models, database, (pair) => {
      const verdict = judgeTrivially(pair) ?? known.get(pairKey(pair));
      return verdict && canonicalOf(pair, verdict);
    }),
    database,
    unverified: asked
      .filter((pair) => verdicts.get(pair)?.kind === "unverified")
      .map(({ where, written }) => ({ where, written })),
    asked: asked.length,
    roundTrips: roundTrips + (circumstances && options.searchPath === undefined ? 1 : 0),
  };
}

function canonicalOf({ canonical, written }: Pair, verdict: Verdict): string {
  switch (verdict.kind) {
    case "equal":
    case "unverified":
      return canonical;
    case "different":
      // The words of a plan can be those of the database though the texts differ; the author's are not.
      return verdict.canonical === undefined || verdict.canonical === canonical ? written : verdict.canonical;
  }
}

async function circumstancesOf(
  { connection, searchPath }: CanonicaliseOptions,
  defaultSchema: string,
): Promise<Circumstances> {
  const ask = async () =>
    (await connection.query<{ search_path: string }>("SHOW search_path"))[0]?.search_path;
  return {
    serverVersion: connection.server.version,
    searchPath: searchPath ?? (await ask()) ?? "",
    defaultSchema,
  };
}
