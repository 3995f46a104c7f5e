import { type QualifiedName, sameName, showName, spelling } from "@limbeck/model";

import { type EnumHolder } from "../hazard.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { quoteLiteral, quoteString } from "../sql/literal.ts";
import { namedType } from "../sql/type.ts";
import { type EnumColumn, type EnumUses } from "./uses.ts";
import { goneValues, isUnchosen, type ValueMap, type ValuesChange } from "./valueMap.ts";

/** The values of the old type that no row may hold, because nobody said what becomes of them. */
function refusedValues(change: ValuesChange, map: ValueMap): readonly string[] {
  return goneValues(change).filter((value) => !(value in map) || isUnchosen(map[value]));
}

/** Stops the revision, before anything is touched, where a row holds a value of which nobody said what becomes of it. */
export function refuseRowsSql(
  type: QualifiedName,
  change: ValuesChange,
  uses: EnumUses,
  map: ValueMap,
): readonly string[] {
  const values = refusedValues(change, map);
  const questions = uses.columns.flatMap((use) => {
    const shape = shapeOf(use, type, uses);
    return shape === undefined ? [] : refusal(type, use, holds(use, shape, values), values, map);
  });
  if (values.length === 0 || questions.length === 0) return [];
  return [`DO $limbeck$ BEGIN\n${questions.join("\n")}\nEND $limbeck$`];
}

function refusal(
  type: QualifiedName,
  { table, column }: EnumColumn,
  condition: string,
  values: readonly string[],
  map: ValueMap,
): readonly string[] {
  const listed = values.join(" or ");
  const open = values.some((value) => isUnchosen(map[value]));
  const todo = open
    ? "write what they get in place of TODO"
    : `say what they get: map: { ${values[0] ?? ""}: … }`;
  const message = `rows of ${showName(table)} hold ${listed} in ${column}, which enum ${showName(type)} loses: ${todo}, in op.replaceEnum of this revision`;
  return [
    `  IF EXISTS (SELECT FROM ${quoteName(table)} WHERE ${condition}) THEN`,
    `    RAISE invalid_text_representation USING MESSAGE = ${quoteString(message)};`,
    `  END IF;`,
  ];
}

/** What is known of the values of a column: each is one of the type, or an array of such. */
type Shape = "value" | "array";

/** Undefined for composite and range types, whose values are text with those of the enum type in it. */
function shapeOf(use: EnumColumn, type: QualifiedName, uses: EnumUses): Shape | undefined {
  if (use.stays === true) return undefined;
  const base = use.of === undefined ? "value" : baseOf(use.of, type, uses);
  return use.array === true ? (base === "value" ? "array" : undefined) : base;
}

function baseOf(name: QualifiedName, type: QualifiedName, uses: EnumUses): Shape | undefined {
  const found = (uses.types ?? []).find((one) => one.kind === "domain" && sameName(one.type, name));
  if (found?.kind !== "domain") return undefined;
  const under = namedType(found.type.type);
  if (under === undefined) return undefined;
  const base = sameName(under, type) ? "value" : baseOf(under, type, uses);
  const isArray = spelling(found.type.type).endsWith("]");
  return isArray ? (base === "value" ? "array" : undefined) : base;
}

function holds({ column }: EnumColumn, shape: Shape, values: readonly string[]): string {
  return holdsOneOf(column, values, shape === "array");
}

/** The condition that a row has one of the values in a column. */
export function holdsOneOf(column: string, values: readonly string[], array: boolean): string {
  const [name, list] = [quoteIdentifier(column), values.map(quoteString).join(", ")];
  return array ? `${name}::text[] && ARRAY[${list}]` : `${name}::text IN (${list})`;
}

/** The columns that may hold values which go; undefined where one of them keeps them where nobody can look for them. */
export function holdersOfGone({ name, values, uses }: GoneFrom): readonly EnumHolder[] | undefined {
  const gone = goneValues(values);
  const found = uses.columns
    .filter(({ stays }) => stays !== true)
    .map((use): EnumHolder | undefined => {
      const shape = shapeOf(use, name, uses);
      if (shape === undefined) return undefined;
      const { table, column } = use;
      const array = shape === "array" ? { array: true as const } : {};
      return { kind: "enumValues", type: name, values: gone, table, column, ...array };
    });
  const known = found.filter((one) => one !== undefined);
  return known.length === found.length ? known : undefined;
}

interface GoneFrom {
  readonly name: QualifiedName;
  readonly values: ValuesChange;
  readonly uses: EnumUses;
}

/** The text of a column with the values in it mapped; undefined where none is, or where there is no way to. */
export function mappedText(
  use: EnumColumn,
  type: QualifiedName,
  uses: EnumUses,
  map: ValueMap,
): string | undefined {
  const shape = shapeOf(use, type, uses);
  const pairs = Object.entries(map).flatMap(([value, into]) =>
    isUnchosen(into) ? [] : [[quoteString(value), quoteLiteral(into)] as const],
  );
  if (shape === undefined || pairs.length === 0) return undefined;
  const name = quoteIdentifier(use.column);
  if (shape === "array")
    return pairs.reduce(
      (text, [value, into]) => `array_replace(${text}, ${value}, ${into})`,
      `${name}::text[]`,
    );
  const cases = pairs.map(([value, into]) => `WHEN ${value} THEN ${into}`).join(" ");
  return `(CASE ${name}::text ${cases} ELSE ${name}::text END)`;
}
