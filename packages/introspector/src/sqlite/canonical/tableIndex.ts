import { type Column, type Index, type IndexElement, type SqlText, type Table } from "@limbeck/model";
import { collationOf } from "../column.ts";
import { canonicalText, type Site } from "./walk.ts";

/** The indexes of a table of the models in the words of those of the same name. */
export function canonicalIndexes(model: Table, live: Table, site: Site): readonly Index[] {
  const indexes = new Map(live.indexes.map((index) => [index.name, index]));
  return model.indexes.map((index) => {
    const plain = {
      ...index,
      elements: index.elements.map((element) => withoutOwnCollation(element, model)),
    };
    const twin = indexes.get(index.name);
    return twin === undefined ? plain : canonicalIndex(plain, twin, site);
  });
}

function canonicalIndex(model: Index, live: Index, site: Site): Index {
  const where = `index ${model.name}`;
  const { where: predicate } = model;
  return {
    ...model,
    elements: model.elements.map((element, at) => canonicalElement(element, live.elements[at], where, site)),
    ...(predicate === undefined
      ? {}
      : { where: textOf(predicate, live.where, `condition of ${where}`, site) }),
  };
}

function textOf(model: SqlText, live: SqlText | undefined, where: string, site: Site): SqlText {
  return live === undefined ? model : canonicalText(model, live, where, "expression", site);
}

function canonicalElement(
  model: IndexElement,
  live: IndexElement | undefined,
  where: string,
  site: Site,
): IndexElement {
  if (model.kind === "column" || live?.kind !== "expression") return model;
  const expression = canonicalText(model.expression, live.expression, where, "indexElement", site);
  return { ...model, expression };
}

/** What a column sorts by anyway says nothing. */
function withoutOwnCollation(element: IndexElement, { columns }: Table): IndexElement {
  const { collation, ...rest } = element;
  if (collation === undefined) return element;
  const own = element.kind === "column" ? columns.find(({ name }) => name === element.column) : undefined;
  const said = nameOf(collation);
  return said === nameOf(own?.collation) ? rest : { ...rest, collation: said };
}

function nameOf(collation: Column["collation"]): string {
  return collationOf(collation).collation ?? "BINARY";
}
