import { type Index, type IndexElement, type IndexOptions, showName, spelling } from "@limbeck/model";
import { quoteIdentifier } from "@limbeck/operations";
import { operatorClassText } from "../operatorClass.ts";
import { unquoted } from "../trivial/identifier.ts";
import { type Rows } from "./pair.ts";
import { collatedColumns } from "./question.ts";
import { canonicalText, EXPRESSION, type Site } from "./walk.ts";

/** What indexes and exclusion constraints have in common. */
type Sorted = Pick<Index, "name" | "method" | "elements" | "where">;

/** An index of the models with its canonical texts, given its counterpart in the database. */
export function canonicalIndex(model: Index, live: Index, site: Site): Index {
  const where = `index ${model.name} on ${showName(site.table)}`;
  return { ...model, ...canonicalSorted(model, live, { where, live, site }) };
}

/** The elements and the predicate with their canonical texts. */
export function canonicalSorted(
  model: Sorted,
  live: Sorted,
  around: Around,
): Pick<Index, "elements" | "where"> {
  // To another method, the name of an operator class means another one, or none.
  if (methodOf(model) !== methodOf(live)) return model;
  const { where, site } = around;
  return {
    elements: model.elements.map((element, position) => {
      const other = live.elements[position];
      return other === undefined ? element : canonicalElement(element, other, around);
    }),
    ...(model.where === undefined || live.where === undefined
      ? {}
      : { where: canonicalText(model.where, live.where, `predicate of ${where}`, EXPRESSION, site) }),
  };
}

function methodOf({ method = "btree" }: Pick<Index, "method">): string {
  return method;
}

export interface Around {
  readonly where: string;
  readonly live: Sorted;
  readonly site: Site;
}

function canonicalElement(model: IndexElement, live: IndexElement, around: Around): IndexElement {
  const options = canonicalOptions(model, live, around);
  if (model.kind === "column") return { kind: "column", column: model.column, ...options };
  const expression =
    live.kind === "column"
      ? model.expression
      : canonicalText(model.expression, live.expression, around.where, EXPRESSION, around.site);
  return { kind: "expression", expression, ...options };
}

function canonicalOptions(model: IndexElement, live: IndexElement, around: Around): IndexOptions {
  const { order, nulls, collation } = model;
  const operatorClass = canonicalOperatorClass(model, live, around);
  return {
    ...(order === undefined ? {} : { order }),
    ...(nulls === undefined ? {} : { nulls }),
    ...(operatorClass === undefined ? {} : { operatorClass }),
    ...(collation === undefined ? {} : collationOf(collation, live, around)),
  };
}

/** The collation in the server's words: absent where it is the one of what is sorted. That of a column of a table is known without asking. */
function collationOf(
  model: string,
  live: IndexElement,
  { where, site }: Around,
): Pick<IndexOptions, "collation"> {
  const collation = canonicalCollation(model, live.collation);
  if (collation === live.collation || (live.kind === "column" && site.rows === undefined))
    return { collation };
  const element = elementSql(live);
  const canonical = site.judge({
    where: `collation of ${where}`,
    slot: { kind: "collation", element, rows: site.rows ?? rowsOf(element, site) },
    table: site.table,
    written: collation,
    canonical: live.collation ?? "",
  });
  return canonical === "" ? {} : { collation: canonical ?? collation };
}

/** The models' columns may have other collations by now, but not yet other types. */
function rowsOf(element: string, { table, collations }: Site): Rows {
  const canonical = collatedColumns(element, table);
  if (collations === undefined) return { written: canonical, canonical };
  const columns = table.columns.map(({ collation: _, ...column }) => {
    const collation = collations.get(column.name);
    return { ...column, ...(collation === undefined ? {} : { collation }) };
  });
  return { written: collatedColumns(element, { ...table, columns }), canonical };
}

/** `C`, `"C"` and `pg_catalog."C"` are one collation. */
function canonicalCollation(model: string, live: string | undefined): string {
  const bare = (name: string) => {
    const local = name.replace(/^(?:pg_catalog|"pg_catalog")\./, "");
    return unquoted(local) ?? local;
  };
  return live !== undefined && bare(model) === bare(live) ? live : model;
}

/**
 * The operator class in the server's words: absent where it is the default of the type. Where the server says that two
 * are one, the database's spelling is taken, absence too.
 */
function canonicalOperatorClass(
  model: IndexElement,
  live: IndexElement,
  { where, live: index, site }: Around,
): string | undefined {
  if (model.operatorClass === undefined || model.operatorClass === live.operatorClass)
    return model.operatorClass;
  const canonical = site.judge({
    where: `operator class of ${where}`,
    slot: { kind: "operatorClass", method: methodOf(index), element: elementSql(live) },
    table: site.table,
    written: model.operatorClass,
    canonical: live.operatorClass ?? "",
  });
  return canonical === "" ? undefined : operatorClassText(canonical ?? model.operatorClass);
}

function elementSql(element: IndexElement): string {
  return element.kind === "column" ? quoteIdentifier(element.column) : `(${spelling(element.expression)})`;
}
