import { type Index, type Named, spelling, type SqlText, type Table } from "@limbeck/model";
import { nameOfToken } from "../trivial/identifier.ts";
import { tokenize } from "../trivial/tokens.ts";

/**
 * Which member of the database a member of the models is: the one of its name where the author chose it, else the first
 * free one that looks like it. What is left on either side has no counterpart.
 */
export function matchMembers<Member extends Named>(
  models: readonly Member[],
  database: readonly Member[],
  lookOf: (member: Member) => string,
): ReadonlyMap<Member, Member> {
  const free = new Map(database.map((member) => [member.name, member]));
  const matches = new Map<Member, Member>();
  const take = (model: Member, live: Member | undefined) => {
    if (live === undefined) return;
    matches.set(model, live);
    free.delete(live.name);
  };
  for (const model of models) take(model, free.get(model.name));
  for (const model of models) {
    if (matches.has(model)) continue;
    take(
      model,
      [...free.values()].find((live) => lookOf(live) === lookOf(model)),
    );
  }
  return matches;
}

export function matchIndexes(models: readonly Index[], table: Table): ReadonlyMap<Index, Index> {
  return matchMembers(models, table.indexes, (index) => `${index.unique} ${sortedLook(index, table)}`);
}

/** What an index or an exclusion constraint is beside its texts. */
export function sortedLook(
  { method, elements, where }: Pick<Index, "method" | "elements" | "where">,
  table: Table,
): string {
  const positions = elements.map((element) =>
    element.kind === "column" ? element.column : [mentions(element.expression, table)],
  );
  return JSON.stringify([method, positions, where !== undefined && mentions(where, table)]);
}

/** The columns of a table that a text mentions, and perhaps some of whose names it uses for something else. */
export function mentionedColumns(sql: string, { columns }: Table): Table["columns"] {
  const names = new Set(tokenize(sql).map(nameOfToken));
  return columns.filter(({ name }) => names.has(name));
}

export function mentions(text: SqlText, table: Table): string {
  return mentionedColumns(spelling(text), table)
    .map(({ name }) => name)
    .join(" ");
}
