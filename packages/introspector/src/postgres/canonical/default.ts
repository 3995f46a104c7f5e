import {
  canonicalSpelling,
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
  const known =
    type === canonicalSpelling(model.type)
      ? judge({ where: `default of ${where}`, slot: { kind: "default", type }, table, written, canonical })
      : retyped(written, canonical, canonicalSpelling(model.type));
  if (known === undefined) return {};
  const { default: value } = model;
  return {
    default:
      value.kind === "literal" ? { ...value, canonical: known } : { ...value, ...comparedAs(value, known) },
  };
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
