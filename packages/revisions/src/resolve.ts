import { severalHeads, severalRevisions } from "./errors.ts";
import { resolveName, type Position } from "./name.ts";
import { resolveRelative } from "./relative.ts";
import { parseSymbol, type RevisionSymbol } from "./symbol.ts";

/**
 * The revisions that a symbol names, as full ids; none for `base`. Throws exit 3: `heads-several`, `revision-unknown`,
 * `revision-ambiguous`, `branch-unknown`, `revision-not-in-branch`, `relative-step-too-far`, `relative-step-ambiguous`,
 * `revisions-several` (a step from several), `database-revision-unknown` (a symbol that asks where the database is);
 * exit 2: `revision-symbol-invalid`, `current-unknown`.
 */
export function resolve(position: Position, symbol: string): readonly string[] {
  return resolveParsed(position, parseSymbol(symbol));
}

/** As `resolve`, of a symbol that was taken apart already. */
function resolveParsed(position: Position, symbol: RevisionSymbol): readonly string[] {
  return symbol.kind === "relative"
    ? resolveRelative(position, symbol)
    : resolveName(position, symbol.name, symbol);
}

/** As `resolve` for each symbol; each revision once, in the order of the symbols. */
export function resolveAll(position: Position, symbols: readonly string[]): readonly string[] {
  return [...new Set(symbols.flatMap((symbol) => resolve(position, symbol)))];
}

/** As `resolve`, where one revision is meant: `undefined` for `base`; more is `heads-several` or `revisions-several`. */
export function resolveOne(position: Position, symbol: string): string | undefined {
  const parsed = parseSymbol(symbol);
  const found = resolveParsed(position, parsed);
  if (found.length <= 1) return found[0];
  throw parsed.kind === "named" && parsed.name.kind === "heads"
    ? severalHeads(symbol, found)
    : severalRevisions(symbol, found);
}
