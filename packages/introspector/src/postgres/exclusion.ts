import { type Deferrable, type Exclusion } from "@limbeck/model";
import {
  backedColumns,
  backedOf,
  type BackedRow,
  constraintsOf,
  deferrableColumn,
  deferrableOf,
} from "./constraint.ts";
import { type Reader } from "./reader.ts";
import { type SortedRow, sortedOf, sortedRowColumns } from "./tableIndex.ts";

interface ExclusionRow extends BackedRow, SortedRow {
  readonly oid: number;
  readonly deferrable: Deferrable | null;
  /** One for each element: `&&`, or `OPERATOR(extra.&&)` where the default namespace does not lead to it. */
  readonly operators: readonly string[];
}

/** The index behind an exclusion constraint tells all of it but the operators. */
export const exclusionReader: Reader<ExclusionRow, Exclusion> = {
  question: () => ({
    columns: {
      ...backedColumns,
      ...deferrableColumn,
      ...sortedRowColumns,
      definition: "pg_get_indexdef(x.indexrelid)",
      operators: OPERATORS,
    },
    from: `${constraintsOf("x")} JOIN pg_index x ON x.indexrelid = o.conindid
    JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_am m ON m.oid = c.relam`,
  }),
  read: (row, context) => {
    const { elements, ...rest } = sortedOf(row, context);
    return {
      ...backedOf(row, context),
      ...rest,
      elements: elements.map((element, at) => ({ ...element, operator: row.operators[at] ?? "" })),
      ...deferrableOf(row),
    };
  },
};

const OPERATORS = `(SELECT json_agg(CASE WHEN pg_operator_is_visible(p.oid) THEN p.oprname::text
      ELSE format('OPERATOR(%I.%s)', n.nspname, p.oprname) END ORDER BY k.position)
    FROM unnest(o.conexclop) WITH ORDINALITY k(operator, position)
    JOIN pg_operator p ON p.oid = k.operator JOIN pg_namespace n ON n.oid = p.oprnamespace)`;
