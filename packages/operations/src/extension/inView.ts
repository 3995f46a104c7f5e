import { type SqlText, spelling, type View } from "@limbeck/model";

import { mapIndexTexts } from "../table/mapTexts.ts";

type InOtherWords = (text: SqlText) => SqlText;

/** A view with its query, its columns' types and the expressions of its indexes in other words. */
export function inView(view: View, text: InOtherWords, type: InOtherWords = (same) => same): View {
  const { columns, indexes } = view;
  return {
    ...view,
    query: text(view.query),
    ...(columns === undefined
      ? {}
      : { columns: columns.map((one) => ({ ...one, type: spelling(type({ canonical: one.type })) })) }),
    ...(indexes === undefined ? {} : { indexes: indexes.map((index) => mapIndexTexts(index, text)) }),
  };
}
