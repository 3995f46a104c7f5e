import { createHash } from "node:crypto";
import { mentionedColumns } from "./match.ts";
import { type Pair, type Verdict } from "./pair.ts";

/** What was learnt before. Keys are made of content, so that nothing in it can grow old. */
export interface CanonicalCache {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

/** Counts up when a verdict comes to mean something else. */
const FORMAT = 1;

/** What a verdict depends on beside the pair itself. */
export interface Circumstances {
  readonly serverVersion: number;
  readonly searchPath: string;
  readonly defaultSchema: string;
}

function cacheKey(pair: Pair, { serverVersion, searchPath, defaultSchema }: Circumstances): string {
  const { slot, table, written, canonical } = pair;
  const columns = mentionedColumns(`${written} ${canonical}`, table).map(({ name, type }) => [
    name,
    type.canonical,
  ]);
  return digest([
    FORMAT,
    serverVersion,
    searchPath,
    defaultSchema,
    slot,
    table.name,
    columns,
    written,
    canonical,
  ]);
}

function digest(content: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

function contentKey(
  content: readonly unknown[],
  { serverVersion, searchPath, defaultSchema }: Circumstances,
): string {
  return digest([FORMAT, serverVersion, searchPath, defaultSchema, ...content]);
}

/** What was learnt of anything else, by all that it depends on. */
export function recallText(
  cache: CanonicalCache,
  content: readonly unknown[],
  circumstances: Circumstances,
): string | undefined {
  return cache.get(contentKey(content, circumstances));
}

export function rememberText(
  cache: CanonicalCache,
  content: readonly unknown[],
  text: string,
  circumstances: Circumstances,
): void {
  cache.set(contentKey(content, circumstances), text);
}

export function recall(cache: CanonicalCache, pair: Pair, circumstances: Circumstances): Verdict | undefined {
  const value = cache.get(cacheKey(pair, circumstances));
  if (value === undefined) return undefined;
  const [kind, canonical] = value.split("\n", 2);
  if (kind === "equal") return { kind };
  return { kind: "different", ...(canonical === undefined ? {} : { canonical }) };
}

/** Keeps what a server said. That it could not say is not kept: it may be able to, next time. */
export function remember(
  cache: CanonicalCache,
  pair: Pair,
  verdict: Verdict,
  circumstances: Circumstances,
): void {
  if (verdict.kind === "unverified") return;
  const canonical = verdict.kind === "different" ? verdict.canonical : undefined;
  cache.set(
    cacheKey(pair, circumstances),
    canonical === undefined ? verdict.kind : `${verdict.kind}\n${canonical}`,
  );
}
