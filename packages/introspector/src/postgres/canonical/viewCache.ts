import { nameKey } from "@limbeck/model";
import { nameOfToken } from "../trivial/identifier.ts";
import { tokenize } from "../trivial/tokens.ts";
import { recallText, rememberText } from "./cache.ts";
import { type ViewOptions, type ViewPair, type ViewVerdict } from "./viewPair.ts";

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

export function recalled(pair: ViewPair, options: ViewOptions): ViewVerdict | undefined {
  const { cache, circumstances } = options;
  if (cache === undefined || circumstances === undefined) return undefined;
  const text = recallText(cache, contentOf(pair, options), circumstances);
  return text === undefined ? undefined : (JSON.parse(text) as ViewVerdict);
}

export function remembered(pair: ViewPair, verdict: ViewVerdict, options: ViewOptions): void {
  const { cache, circumstances } = options;
  if (cache === undefined || circumstances === undefined) return;
  rememberText(cache, contentOf(pair, options), JSON.stringify(verdict), circumstances);
}
