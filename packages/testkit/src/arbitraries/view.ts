import { type Index, type QualifiedName, type SqlText, type View } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";
import { comment, maybe, memberName, name, type Names, place, rarely, seed } from "./name.ts";
import { type MadeFunction } from "./function.ts";
import { byQualifiedName, pick, pickSome } from "./pick.ts";
import { type ViewCall, viewCall } from "./viewCall.ts";

export interface ViewRecipe {
  readonly name: string;
  readonly place: number | undefined;
  readonly materialized: boolean;
  /** The table or view that it reads. */
  readonly source: number;
  readonly columns: readonly number[];
  readonly filter: boolean;
  /** Which of the functions it calls. */
  readonly call: number | undefined;
  readonly options: Readonly<Record<string, string>> | undefined;
  readonly withNoData: boolean;
  readonly index: string | undefined;
  readonly comment: string | undefined;
  readonly columnComment: string | undefined;
}

export const viewRecipe: fc.Arbitrary<ViewRecipe> = fc.record({
  name,
  place,
  materialized: rarely,
  source: seed,
  columns: fc.array(seed, { maxLength: 3 }),
  filter: rarely,
  call: maybe(seed, 3),
  options: maybe(fc.constantFrom({ security_barrier: "true" }, { check_option: "local" })),
  withNoData: rarely,
  index: maybe(memberName),
  comment,
  columnComment: comment,
});

/** Something that a view can read. */
interface Source extends QualifiedName {
  readonly columns: readonly { readonly name: string; readonly type?: SqlText }[];
  /** Whether rows can be written to it; so can those of a view that reads it. */
  readonly written?: boolean;
  /** Whether it is a materialized view without its rows, or reads one: the server reads none of it. */
  readonly empty?: boolean;
  /** Whether it is a view that calls a function, or reads one that does. */
  readonly calls?: boolean;
}

/** The views of recipes, each of which may read a table or a view before it. */
export function makeViews(
  recipes: readonly { readonly recipe: ViewRecipe; readonly view: QualifiedName }[],
  tables: readonly Source[],
  functions: readonly MadeFunction[],
  taken: Names,
): readonly View[] {
  const sources: Source[] = tables.map((table) => ({ ...table, written: true }));
  return recipes.map(({ recipe, view }) => {
    const made = choices(recipe, sources, functions, taken);
    sources.push(sourceOf(view, recipe, made));
    return makeView(recipe, view, made);
  });
}

/**
 * What a view reads. A materialized one would be computed at once: a type may not take the value of a call, and the server looks for what
 * a body names in no schema but its own (PostgreSQL 17, release notes, *Migration*).
 */
function choices(
  recipe: ViewRecipe,
  sources: readonly Source[],
  functions: readonly MadeFunction[],
  taken: Names,
): Made {
  const readable = recipe.materialized ? sources.filter(({ calls }) => calls !== true) : sources;
  const source = pick(recipe.source, readable, byQualifiedName);
  const number = recipe.materialized ? undefined : recipe.call;
  const call = source === undefined ? undefined : viewCall(number, source, functions);
  const columns = source === undefined || call?.aggregate === true ? [] : chosen(recipe, source);
  const empty = source?.empty === true || (recipe.materialized && recipe.withNoData);
  return { source, columns, call, empty, taken };
}

/** The view as something that the next ones can read. */
function sourceOf(
  view: QualifiedName,
  { materialized }: ViewRecipe,
  { source, columns, call, empty }: Made,
): Source {
  return {
    ...view,
    columns: namesOf(columns, call).map((column) => ({ name: column })),
    written: !materialized && columns.length > 0 && source?.written === true,
    empty,
    calls: call !== undefined || source?.calls === true,
  };
}

function chosen({ columns }: ViewRecipe, source: Source): readonly string[] {
  const names = columns.flatMap((number) =>
    pickSome(number, 1, source.columns, (column) => column.name).map((column) => column.name),
  );
  return [...new Set(names)];
}

interface Made {
  readonly source: Source | undefined;
  readonly columns: readonly string[];
  readonly call: ViewCall | undefined;
  readonly empty: boolean;
  readonly taken: Names;
}

function makeView(recipe: ViewRecipe, view: QualifiedName, made: Made): View {
  const { columns, empty } = made;
  const [first] = columns;
  const noted = first === undefined ? undefined : recipe.columnComment;
  const said = {
    ...view,
    query: { written: query(recipe, made) },
    comment: recipe.comment,
    columnComments:
      first === undefined || noted === undefined ? undefined : Object.fromEntries([[first, noted]]),
  };
  if (!recipe.materialized) return defined({ ...said, options: options(recipe, made) });
  return defined({
    ...said,
    materialized: true as const,
    withNoData: empty ? (true as const) : undefined,
    indexes: indexes(recipe, view, made),
  });
}

/** Only a view that can be written to may check what is written. */
function options({ options: wanted }: ViewRecipe, { columns, source }: Made): View["options"] | undefined {
  const writable = columns.length > 0 && source?.written === true;
  return wanted !== undefined && "check_option" in wanted && !writable ? undefined : wanted;
}

/** On a column of whose type nobody knows whether it can be sorted, only its being NULL can. */
function indexes({ index }: ViewRecipe, view: QualifiedName, { columns, taken }: Made): readonly Index[] {
  const [first] = columns;
  const place = view.schema === undefined ? {} : { schema: view.schema };
  if (first === undefined || index === undefined || !taken.claim(["relation"], { ...place, name: index }))
    return [];
  const expression = { written: `${quoted(first)} IS NULL` };
  return [{ name: index, unique: false, elements: [{ kind: "expression", expression }] }];
}

/** What it computes is called so. */
const CALLED = "called";

function namesOf(columns: readonly string[], call: ViewCall | undefined): readonly string[] {
  return call === undefined || columns.includes(CALLED) ? columns : [...columns, CALLED];
}

function query({ filter }: ViewRecipe, { source, columns, call }: Made): string {
  const [first] = columns;
  const said = [
    ...columns.map(quoted),
    ...(call === undefined || columns.includes(CALLED) ? [] : [`${call.text} AS ${CALLED}`]),
  ];
  if (source === undefined || said.length === 0) return "SELECT 1 AS one, 'x'::text AS two";
  const from =
    source.schema === undefined ? quoted(source.name) : `${quoted(source.schema)}.${quoted(source.name)}`;
  const where = filter && first !== undefined ? ` WHERE ${quoted(first)} IS NOT NULL` : "";
  return `SELECT ${said.join(", ")} FROM ${from}${where}`;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
