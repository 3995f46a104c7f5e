import { invalidSymbol } from "./errors.ts";

/** What a person may write where a revision is asked for, taken apart but not yet looked up. */
export type RevisionSymbol = NamedSymbol | RelativeSymbol;

/** `head`, `label@head`, `REV`, `label@REV`. */
export interface NamedSymbol {
  readonly kind: "named";
  readonly text: string;
  readonly name: RevisionName;
  readonly branch?: string;
}

/** `+1`, `label@-1`, `REV+2`, `label@head-1`. */
export interface RelativeSymbol {
  readonly kind: "relative";
  readonly text: string;
  readonly steps: number;
  /** Where counting starts; absent: where the database is. */
  readonly from?: RevisionName;
  readonly branch?: string;
}

/** One name: a word of ours, or an id, a prefix or a label. */
export type RevisionName =
  | { readonly kind: "head" | "heads" | "base" | "current" }
  | { readonly kind: "revision"; readonly id: string };

/** The two ends of `A:B`, as written; an end that was left open is `undefined`. */
export interface SymbolRange {
  readonly lower?: string;
  readonly upper?: string;
}

const form = /^(?:(?<branch>[^@:]+)@)?(?<name>[^@:+-]+)?(?<steps>[+-]\d+)?$/;

/**
 * Takes a symbol apart: `head`, `label@head`, `REV-2`, `+1`, `label@+1`. Empty is `base`.
 * `revision-symbol-invalid` (exit 2) if it has none of these forms.
 */
export function parseSymbol(text: string): RevisionSymbol {
  const groups = form.exec(text)?.groups;
  const { branch, name, steps } = groups ?? {};
  if (groups === undefined || (branch !== undefined && name === undefined && steps === undefined))
    throw invalidSymbol(text);
  const within = branch === undefined ? {} : { branch };
  if (steps === undefined) return { kind: "named", text, name: parseName(name ?? "base"), ...within };
  const from = name === undefined ? {} : { from: parseName(name) };
  return { kind: "relative", text, steps: Number(steps), ...from, ...within };
}

/** The ends of `A:B`, `:B` or `A:`; `undefined` if the text is no range. `revision-symbol-invalid` for `A:B:C`. */
export function parseRange(text: string): SymbolRange | undefined {
  const [lower, upper, ...more] = text.split(":");
  if (lower === undefined || upper === undefined) return undefined;
  if (more.length > 0) throw invalidSymbol(text);
  return { ...(lower === "" ? {} : { lower }), ...(upper === "" ? {} : { upper }) };
}

function parseName(name: string): RevisionName {
  switch (name) {
    case "head":
    case "heads":
    case "base":
    case "current":
      return { kind: name };
  }
  return { kind: "revision", id: name };
}
