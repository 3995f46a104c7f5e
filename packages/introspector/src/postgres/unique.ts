import { type Unique } from "@limbeck/model";
import { constraintsOf } from "./constraint.ts";
import { KEY_INDEX, type KeyRow, keyOf, keyRowColumns } from "./primaryKey.ts";
import { type Reader } from "./reader.ts";
import { since } from "./scope.ts";

interface UniqueRow extends KeyRow {
  readonly nullsNotDistinct: boolean;
}

export const uniqueReader: Reader<UniqueRow, Unique> = {
  question: (scope) => ({
    columns: {
      ...keyRowColumns(scope),
      nullsNotDistinct: since(scope, 15, "x.indnullsnotdistinct", "false"),
    },
    from: `${constraintsOf("u")} ${KEY_INDEX}`,
  }),
  read: (row, context) => ({
    ...keyOf(row, context),
    ...(row.nullsNotDistinct ? { nullsNotDistinct: true } : {}),
  }),
};
