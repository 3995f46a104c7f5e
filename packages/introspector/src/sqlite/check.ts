import { type Check, foldName } from "@limbeck/model";
import { expressionText } from "./expression.ts";
import { nameOfToken, type Token } from "./parse/tokens.ts";
import { nameOf, ownColumn, type Site } from "./site.ts";

export function checksOf(site: Site): readonly Check[] {
  return site.definition.constraints.flatMap((constraint) => {
    if (constraint.kind !== "check") return [];
    const canonical = expressionText(constraint.expression, site.columnNames);
    const columns = mentioned(site, constraint.expression);
    return [
      {
        ...nameOf(site, constraint, columns.length === 1 ? columns : [], "check"),
        expression: { canonical },
      },
    ];
  });
}

function mentioned(site: Site, tokens: readonly Token[]): readonly string[] {
  const names = tokens
    .filter(({ kind }) => kind !== "string")
    .flatMap((token) => nameOfToken(token) ?? [])
    .filter((name) => site.columnNames.has(foldName(name)));
  return [...new Set(names.map((name) => ownColumn(site, name)))];
}
