import { emptyTable, nameOf, type Table, type View } from "@limbeck/model";
import { quoteName } from "@limbeck/operations";
import { matchIndexes } from "./match.ts";
import { canonicalIndex } from "./tableIndex.ts";
import { type Judge } from "./walk.ts";

/** A materialized view of the models with the canonical texts of its indexes, where both sides say which there are. */
export function canonicalViewIndexes(model: View, live: View, judge: Judge): View {
  if (model.indexes === undefined || live.indexes === undefined) return model;
  const table = tableLike(live, live.indexes);
  // What a view gives tells by which collations it does.
  const same = `AS SELECT * FROM ${quoteName(live)} WITH NO DATA`;
  const rows = { written: same, canonical: same };
  const matches = matchIndexes(model.indexes, table);
  return {
    ...model,
    indexes: model.indexes.map((index) => {
      const other = matches.get(index);
      return other === undefined ? index : canonicalIndex(index, other, { table, judge, rows });
    }),
  };
}

/** For its indexes a materialized view is a table. */
function tableLike(view: View, indexes: Table["indexes"]): Table {
  const columns = (view.columns ?? []).map(({ name, type }) => ({
    name,
    type: { canonical: type },
    nullable: true,
  }));
  return { ...emptyTable(nameOf(view)), columns, indexes };
}
