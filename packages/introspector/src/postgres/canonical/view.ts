import { type Connection } from "@limbeck/database";
import {
  canonicalSpelling,
  comparedAs,
  isLimbeckError,
  nameKey,
  type Schema,
  showName,
  spelling,
  type View,
  type ViewColumn,
} from "@limbeck/model";
import { nameOfToken } from "../trivial/identifier.ts";
import { tokenize } from "../trivial/tokens.ts";
import { viewColumns } from "../view.ts";
import { type Answer, ask } from "./ask.ts";
import { type CanonicalCache, type Circumstances, recallText, rememberText } from "./cache.ts";
import { AGAIN, judgeTexts, readView, VIEW } from "./deparse.ts";
import { type Question } from "./question.ts";
import { orNobody, withScratch } from "./settle.ts";

/** The query of a view of the models beside that of its namesake in the database. */
interface ViewPair {
  readonly model: View;
  readonly live: View;
  readonly written: string;
  readonly canonical: string;
}

/** `columns`: what the model's query gives, where the server could say so. */
export type ViewVerdict =
  | { readonly kind: "equal" }
  | { readonly kind: "different"; readonly columns?: readonly ViewColumn[] }
  | { readonly kind: "unverified" };

export interface ViewOptions {
  readonly models: Schema;
  readonly database: Schema;
  readonly connection: Connection;
  readonly defaultSchema: string;
  readonly cache: CanonicalCache | undefined;
  readonly circumstances: Circumstances | undefined;
  /** Another server, for what this one may not: it has what the views read. */
  readonly scratch: (() => Promise<Connection>) | undefined;
}

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
  const known = new Map<ViewPair, ViewVerdict>();
  const moved = movedRelations(options);
  for (const pair of pairs) {
    const verdict = plainVerdict(pair, moved) ?? recalled(pair, options);
    if (verdict !== undefined) known.set(pair, verdict);
  }
  const open = pairs.filter((pair) => !known.has(pair));
  if (open.length > 0) for (const [pair, verdict] of await settle(open, options)) known.set(pair, verdict);
  const left = open.filter((pair) => known.get(pair)?.kind === "unverified");
  const { scratch } = options;
  if (left.length > 0 && scratch !== undefined)
    for (const [pair, verdict] of await orNobody(
      withScratch(scratch, async (connection) => [...(await settle(left, { ...options, connection }))]),
    ))
      known.set(pair, verdict);
  const byName = new Map(pairs.map((pair) => [nameKey(pair.model), pair]));
  return {
    views: options.models.views.map((view) => {
      const pair = byName.get(nameKey(view));
      return pair === undefined ? view : canonicalView(pair, known.get(pair) ?? { kind: "unverified" });
    }),
    unverified: open
      .filter((pair) => known.get(pair)?.kind === "unverified")
      .map(({ model, written }) => ({ where: `view ${showName(model)}`, written })),
    asked: open.length,
  };
}

function pairsOf({ models, database }: ViewOptions): readonly ViewPair[] {
  const views = new Map(database.views.map((view) => [nameKey(view), view]));
  return models.views.flatMap((model) => {
    const live = views.get(nameKey(model));
    return live === undefined
      ? []
      : [{ model, live, written: spelling(model.query), canonical: canonicalSpelling(live.query) }];
  });
}

function canonicalView({ model, live, canonical }: ViewPair, verdict: ViewVerdict): View {
  if (verdict.kind === "different") {
    const { columns: _, uses: __, ...rest } = model;
    const { canonical: ___, ...query } = model.query;
    return {
      ...rest,
      query: query.written === undefined ? model.query : query,
      ...(verdict.columns === undefined ? {} : { columns: verdict.columns }),
    };
  }
  const { columns, uses } = live;
  return {
    ...model,
    query: comparedAs(model.query, canonical),
    ...(columns === undefined ? {} : { columns }),
    ...(uses === undefined ? {} : { uses }),
  };
}

/** What needs no server: the same words; and a star over something that is about to have other columns. */
function plainVerdict({ written, canonical }: ViewPair, moved: ReadonlySet<string>): ViewVerdict | undefined {
  const [tokens, others] = [tokenize(written), tokenize(canonical)];
  const text = (list: typeof tokens): string => list.map((token) => token.text).join(" ");
  const star = tokens.some((token, at) => token.text === "*" && tokens[at - 1]?.text !== "(");
  if (star && tokens.some((token) => moved.has(nameOfToken(token) ?? ""))) return { kind: "different" };
  return text(tokens) === text(others) ? { kind: "equal" } : undefined;
}

/** The names of tables whose columns are others in the models, and of the views that read them all. */
function movedRelations({ models, database }: ViewOptions): ReadonlySet<string> {
  const columns = new Map(database.tables.map((table) => [nameKey(table), columnNames(table)]));
  const moved = new Set(
    models.tables
      .filter((table) => columns.has(nameKey(table)) && columns.get(nameKey(table)) !== columnNames(table))
      .map(({ name }) => name),
  );
  for (let size = -1; size !== moved.size;) {
    size = moved.size;
    for (const { name, query } of models.views) {
      const text = spelling(query);
      if (text.includes("*") && tokenize(text).some((token) => moved.has(nameOfToken(token) ?? "")))
        moved.add(name);
    }
  }
  return moved;
}

function columnNames({ columns }: Schema["tables"][number]): string {
  return JSON.stringify(columns.map(({ name }) => name).sort());
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
  const answers = await ask(connection, questions, { defaultSchema, readOnly: false }).catch(nothing);
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

/** A server that refuses the whole of it answers nothing, which is not an answer; a lost connection is an error. */
function nothing(error: unknown): readonly Answer[] {
  if (isLimbeckError(error) && error.code === "statement-failed") return [];
  throw error;
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

/** What a verdict depends on: the texts, and the columns of whatever they name. */
function contentOf({ written, canonical }: ViewPair, { database }: ViewOptions): readonly unknown[] {
  const names = new Set(tokenize(`${written} ${canonical}`).map(nameOfToken));
  const tables = database.tables
    .filter(({ name }) => names.has(name))
    .map((table) => [nameKey(table), table.columns.map(({ name, type }) => [name, type.canonical])]);
  const views = database.views
    .filter(({ name }) => names.has(name))
    .map((view) => [nameKey(view), view.columns]);
  return ["view", written, canonical, tables, views];
}

function recalled(pair: ViewPair, options: ViewOptions): ViewVerdict | undefined {
  const { cache, circumstances } = options;
  if (cache === undefined || circumstances === undefined) return undefined;
  const text = recallText(cache, contentOf(pair, options), circumstances);
  return text === undefined ? undefined : (JSON.parse(text) as ViewVerdict);
}

function remembered(pair: ViewPair, verdict: ViewVerdict, options: ViewOptions): void {
  const { cache, circumstances } = options;
  if (cache === undefined || circumstances === undefined) return;
  rememberText(cache, contentOf(pair, options), JSON.stringify(verdict), circumstances);
}
