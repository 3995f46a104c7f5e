import { nameKey, showName, type View, type ViewColumn } from "@limbeck/model";
import { viewColumns } from "../view.ts";
import { type Answer, ask } from "./ask.ts";
import { AGAIN, judgeTexts, readView, VIEW } from "./deparse.ts";
import { movedRelations, plainVerdict } from "./plainView.ts";
import { type Question } from "./question.ts";
import { orNobody, orNothing, withScratch } from "./settle.ts";
import { recalled, remembered } from "./viewCache.ts";
import { canonicalView, pairsOf, type ViewOptions, type ViewPair, type ViewVerdict } from "./viewPair.ts";

export interface CanonicalViews {
  readonly views: readonly View[];
  readonly unverified: readonly { readonly where: string; readonly written: string }[];
  readonly asked: number;
}

/**
 * The views of the models in the words of the server: each query that is not plainly the same is made a temporary view, which is
 * taken back. That evaluates nothing; it needs the right to make temporary objects, and no other user waits for it.
 */
export async function canonicalViews(options: ViewOptions): Promise<CanonicalViews> {
  const pairs = pairsOf(options);
  const known = knownVerdicts(pairs, options);
  const open = pairs.filter((pair) => !known.has(pair));
  if (open.length > 0) add(known, await settle(open, options));
  const unverified = (): readonly ViewPair[] => open.filter((pair) => known.get(pair)?.kind === "unverified");
  add(known, await settleElsewhere(unverified(), options));
  const byName = new Map(pairs.map((pair) => [nameKey(pair.model), pair]));
  return {
    views: options.models.views.map((view) => {
      const pair = byName.get(nameKey(view));
      return pair === undefined ? view : canonicalView(pair, known.get(pair) ?? { kind: "unverified" });
    }),
    unverified: unverified().map(({ model, written }) => ({ where: `view ${showName(model)}`, written })),
    asked: open.length,
  };
}

type Verdicts = Map<ViewPair, ViewVerdict>;

function add(known: Verdicts, more: ReadonlyMap<ViewPair, ViewVerdict>): void {
  for (const [pair, verdict] of more) known.set(pair, verdict);
}

/** Of the pairs that need no server, or that one has been asked about. */
function knownVerdicts(pairs: readonly ViewPair[], options: ViewOptions): Verdicts {
  const moved = movedRelations(options);
  const known: Verdicts = new Map();
  for (const pair of pairs) {
    const verdict = plainVerdict(pair, moved) ?? recalled(pair, options);
    if (verdict !== undefined) known.set(pair, verdict);
  }
  return known;
}

/** What the server could not say, in the words of another one, if there is one. */
async function settleElsewhere(
  left: readonly ViewPair[],
  options: ViewOptions,
): Promise<ReadonlyMap<ViewPair, ViewVerdict>> {
  const { scratch } = options;
  if (left.length === 0 || scratch === undefined) return new Map();
  const settled = await orNobody(
    withScratch(scratch, async (connection) => [...(await settle(left, { ...options, connection }))]),
  );
  return new Map(settled);
}

async function settle(
  pairs: readonly ViewPair[],
  options: ViewOptions,
): Promise<ReadonlyMap<ViewPair, ViewVerdict>> {
  const { connection, defaultSchema } = options;
  const questions = pairs.flatMap(({ written, canonical }) => [
    deparsed(written),
    deparsed(canonical),
    columnsOf(written),
  ]);
  const answers = await orNothing(ask(connection, questions, { defaultSchema, readOnly: false }));
  const verdicts = new Map<ViewPair, ViewVerdict>();
  pairs.forEach((pair, at) => {
    const [written, canonical, columns] = answers.slice(at * 3, at * 3 + 3);
    const verdict = written && canonical && judgeTexts(written, canonical);
    const full = verdict?.kind === "different" ? { kind: verdict.kind, ...readColumns(columns) } : verdict;
    verdicts.set(pair, full ?? { kind: "unverified" });
    if (full !== undefined) remembered(pair, full, options);
  });
  return verdicts;
}

/** Read and printed twice, because printing is not a fixed point: see `deparseQuestions`. */
function deparsed(text: string): Question {
  return {
    steps: [`CREATE TEMP VIEW ${VIEW} AS ${text}`],
    read: readView(VIEW),
    again: { step: `CREATE TEMP VIEW ${AGAIN} AS %s`, read: readView(AGAIN) },
  };
}

function columnsOf(text: string): Question {
  return {
    steps: [`CREATE TEMP VIEW ${VIEW} AS ${text}`],
    read: `SELECT ${viewColumns(`'pg_temp.${VIEW}'::regclass`)}::text`,
  };
}

function readColumns(answer: Answer | undefined): { readonly columns?: readonly ViewColumn[] } {
  if (answer?.kind !== "text") return {};
  const rows = JSON.parse(answer.text) as readonly ViewColumn[];
  return { columns: rows.map(({ name, type }) => ({ name, type })) };
}
