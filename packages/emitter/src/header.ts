import { type RevisionHeader } from "@limbeck/revisions";

import { type Constant, constantOf, CONSTANTS, type ConstantName } from "./constant.ts";
import { headerElsewhere, headerMissing, headerNotLiteral, headerRepeated } from "./errors.ts";
import { readHeadComment } from "./headerComment.ts";
import { statementsOf } from "./statement.ts";
import { type StrayConstant, strayConstantsOf } from "./strayConstant.ts";
import { lineOf, type PlacedToken, stringValue, tokensOf } from "./token.ts";

/**
 * Reads what a revision file says of itself, from its text; nothing of it runs. Fails with `header-missing` where there is no
 * `revision`, with `header-not-literal` where a constant would have to be computed, and with `header-repeated`.
 */
export function readHeader(text: string, file: string): RevisionHeader {
  const constants = constantsOf(text, file);
  const source = { text, file, constants };
  const revision = one(source, "revision");
  if (revision === undefined) throw headerMissing(file);
  const replaces = several(source, "replaces");
  return {
    revision,
    downRevisions: several(source, "downRevision"),
    branchLabels: several(source, "branchLabels"),
    dependsOn: several(source, "dependsOn"),
    ...(replaces.length === 0 ? {} : { replaces }),
    file,
    ...readHeadComment(text, revision),
  };
}

interface Source {
  readonly text: string;
  readonly file: string;
  readonly constants: ReadonlyMap<ConstantName, Constant>;
}

/** Stops as soon as all are found: the bodies of a long file are not looked at. */
export function constantsOf(text: string, file: string): ReadonlyMap<ConstantName, Constant> {
  const found = new Map<ConstantName, Constant>();
  const strays: StrayConstant[] = [];
  // Few files have it, and the bodies of the others are not searched for it.
  const most = /\breplaces\b/.test(text) ? CONSTANTS.length : CONSTANTS.length - 1;
  for (const statement of statementsOf(tokensOf(text))) {
    const constant = constantOf(statement);
    if (constant === undefined) {
      strays.push(...strayConstantsOf(statement));
      continue;
    }
    if (found.has(constant.name)) throw headerRepeated(file, constant.name, lineOf(text, constant.offset));
    found.set(constant.name, constant);
    if (found.size === most) return found;
  }
  const stray = strays.find(({ name }) => !found.has(name));
  if (stray !== undefined) throw headerElsewhere(file, stray.name, lineOf(text, stray.offset));
  return found;
}

function one(source: Source, name: ConstantName): string | undefined {
  const constant = source.constants.get(name);
  if (constant === undefined) return undefined;
  const [token, ...more] = constant.value;
  const value = token === undefined || more.length > 0 ? undefined : stringValue(token);
  if (value === undefined) throw notLiteral(source, constant);
  return value;
}

/** A string, an array of strings, or nothing: `null`, `undefined`, an empty array, no constant at all. */
function several(source: Source, name: ConstantName): readonly string[] {
  const constant = source.constants.get(name);
  if (constant === undefined) return [];
  const values = literals(constant.value);
  if (values === undefined) throw notLiteral(source, constant);
  return values;
}

function literals(tokens: readonly PlacedToken[]): readonly string[] | undefined {
  const [first, ...more] = tokens;
  if (first === undefined) return undefined;
  if (first.value === "[") return elements(tokens);
  if (more.length > 0) return undefined;
  if (first.value === "null" || first.value === "undefined") return [];
  const value = stringValue(first);
  return value === undefined ? undefined : [value];
}

function elements(tokens: readonly PlacedToken[]): readonly string[] | undefined {
  if (tokens.at(-1)?.value !== "]") return undefined;
  const inside = tokens.slice(1, -1);
  const values = inside.filter((_, at) => at % 2 === 0).map(stringValue);
  const separated = inside.every(({ value }, at) => at % 2 === 0 || value === ",");
  return separated && values.every((value) => value !== undefined) ? values : undefined;
}

function notLiteral({ text, file }: Source, { name, offset }: Constant): Error {
  return headerNotLiteral(file, name, lineOf(text, offset));
}
