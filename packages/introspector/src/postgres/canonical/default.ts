import {
  canonicalSpelling,
  canonicalType,
  comparedAs,
  type Default,
  type DomainDefault,
  spelling,
  type SqlText,
} from "@limbeck/model";
import { quoteLiteral } from "@limbeck/operations";
import { castType } from "../trivial/type.ts";
import { type Site } from "./walk.ts";

/** A column or a domain. */
interface HasDefault {
  readonly type: SqlText;
  readonly default?: Default | undefined;
  /** The type that the models say, where it is judged in that of the database. */
  readonly becomes?: SqlText;
}

/** The default of a column or domain of the models with its canonical text, given its counterpart in the database. */
export function canonicalDefault(
  model: HasDefault,
  live: HasDefault,
  where: string,
  { table, judge }: Site,
): { readonly default?: DomainDefault } {
  const written = textOf(model.default);
  const canonical = live.default?.kind === "expression" ? canonicalSpelling(live.default) : undefined;
  if (model.default === undefined || model.default.kind === "serial" || written === undefined) return {};
  if (canonical === undefined || model.default.canonical === canonical) return {};
  const type = canonicalSpelling(live.type);
  const judgeAs = (as: string): string | undefined =>
    judge({ where: `default of ${where}`, slot: { kind: "default", type: as }, table, written, canonical });
  const known =
    type === canonicalSpelling(model.type)
      ? sameInAll([type, ...othersToHold(type, model.becomes)].map(judgeAs), canonical)
      : retyped(written, canonical, canonicalSpelling(model.type));
  if (known === undefined) return {};
  const { default: value } = model;
  return {
    default:
      value.kind === "literal" ? { ...value, canonical: known } : { ...value, ...comparedAs(value, known) },
  };
}

/** What a default is that is judged in several types: that of the database only where it is so in all; undefined as long as one is open. */
function sameInAll(judged: readonly (string | undefined)[], canonical: string): string | undefined {
  if (judged.includes(undefined)) return undefined;
  return judged.find((text) => text !== canonical) ?? canonical;
}

/** Types of which one may hold values that another one rounds or cuts. */
const ROUNDED: readonly ReadonlySet<string>[] = [
  new Set(["smallint", "integer", "bigint", "numeric", "real", "double precision"]),
  new Set(["character varying", "bpchar", "text"]),
  new Set(["timestamp without time zone", "timestamp with time zone", "date"]),
];

/** The new type of a column, where a default that is the same in the old one may be another there: `1.25` of an integer. */
function othersToHold(type: string, becomes: SqlText | undefined): readonly string[] {
  const next = becomes === undefined ? undefined : canonicalType(canonicalSpelling(becomes));
  if (next === undefined || next === type || canonicalType(type) === undefined) return [];
  const [from, to] = [castType(type), castType(next)];
  return from === to || ROUNDED.some((types) => types.has(from) && types.has(to)) ? [next] : [];
}

/**
 * The default of a column whose type changes. A constant is shown with its column's type, so that it changes too; what
 * else the server would say cannot be asked of the column as it is, and an unchanged text stays unchanged.
 */
function retyped(written: string, canonical: string, type: string): string | undefined {
  if (/^'(?:[^']|'')*'$/.test(written)) return `${written}::${castType(type)}`;
  return written === canonical ? canonical : undefined;
}

function textOf(value: Default | undefined): string | undefined {
  switch (value?.kind) {
    case "literal":
      return quoteLiteral(value.value);
    case "expression":
      return spelling(value);
    case "serial":
    case undefined:
      return undefined;
  }
}
