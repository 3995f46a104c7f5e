import { nameKey, type View, type ViewColumn, viewOptions, type ViewUse } from "@limbeck/model";
import { quoteString } from "@limbeck/operations";
import { groupBy } from "../groupBy.ts";
import { type Context } from "./context.ts";
import { repeatable } from "./repeatable.ts";
import { ROW_FUNCTIONS, type RowFunction, withoutPlaces } from "./repeatable/rowFunction.ts";
import { commentOf } from "./comment.ts";
import { placedOf, tablespaceOf } from "./tablespace.ts";
import { type NamedRow, qualifiedName, type Reader } from "./reader.ts";
import { type Scope } from "./scope.ts";

export interface ViewRow extends NamedRow {
  readonly materialized: boolean;
  readonly definition: string;
  /** `pg_class.reloptions`: `["security_barrier=true"]`. */
  readonly options: readonly string[] | null;
  readonly method: string | null;
  readonly tablespace: string | null;
  readonly populated: boolean;
  readonly columns: readonly (ViewColumn & { readonly number: number })[];
  readonly rowFunctions: readonly RowFunction[];
  readonly uses: readonly {
    readonly schema: string | null;
    readonly name: string;
    readonly column: string | null;
  }[];
}

/** Views and materialized views; the indexes of the latter come from the reader of indexes. */
export const viewReader: Reader<ViewRow, View> = {
  question: (scope) => ({
    columns: {
      oid: "c.oid::int8",
      schema: "v.schema",
      name: "v.name",
      materialized: "c.relkind = 'm'",
      definition: "pg_get_viewdef(c.oid)",
      options: "c.reloptions",
      populated: "c.relispopulated",
      method: "(SELECT m.amname FROM pg_am m WHERE m.oid = c.relam)",
      tablespace: tablespaceOf("c"),
      columns: viewColumns("c.oid"),
      rowFunctions: ROW_FUNCTIONS,
      uses: uses(scope),
    },
    from: "FROM views v JOIN pg_class c ON c.oid = v.oid",
  }),
  read: (row, context) => ({
    ...qualifiedName(row),
    ...(row.materialized ? { materialized: true as const } : {}),
    query: { canonical: withoutPlaces(queryOf(row.definition), row.rowFunctions) },
    ...optionsOf(row.options ?? []),
    ...(row.method === null || row.method === "heap" ? {} : { method: row.method }),
    ...placedOf(row),
    ...(row.materialized && !row.populated ? { withNoData: true as const } : {}),
    ...commentOf(context, "pg_class", row.oid),
    ...columnComments(row, context),
    columns: row.columns.map(({ name, type }) => ({ name, type })),
    uses: usesOf(row.uses),
  }),
};

/** What stands in the query of the view `c`. */
function uses({ defaultSchema }: Scope): string {
  return `(SELECT coalesce(json_agg(json_build_object('schema', nullif(n.nspname, ${quoteString(defaultSchema)}), 'name', u.relname, 'column', a.attname)
          ORDER BY n.nspname, u.relname, a.attname), '[]')
        FROM (SELECT DISTINCT d.refobjid, d.refobjsubid FROM pg_rewrite r JOIN pg_depend d
            ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
          WHERE r.ev_class = c.oid AND r.rulename = '_RETURN' AND d.refobjid <> c.oid) d
        JOIN pg_class u ON u.oid = d.refobjid AND u.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        JOIN pg_namespace n ON n.oid = u.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid AND d.refobjsubid <> 0)`;
}

/** A sub-select with the columns of a relation as `ViewColumn`s. */
export function viewColumns(oid: string): string {
  return `(SELECT coalesce(json_agg(json_build_object('number', v.attnum, 'name', v.attname,
        'type', format_type(v.atttypid, v.atttypmod) || CASE WHEN v.attcollation = y.typcollation THEN ''
          ELSE ' COLLATE ' || v.attcollation::regcollation::text END) ORDER BY v.attnum), '[]')
      FROM pg_attribute v JOIN pg_type y ON y.oid = v.atttypid WHERE v.attrelid = ${oid} AND v.attnum > 0 AND NOT v.attisdropped)`;
}

/** `pg_get_viewdef` indents the first line by a blank and ends in a semicolon. */
function queryOf(definition: string): string {
  return repeatable(definition.trim().replace(/;$/, ""));
}

function optionsOf(options: readonly string[]): Pick<View, "options"> {
  const pairs = options.map((option): readonly [string, string] => {
    const equals = option.indexOf("=");
    return [option.slice(0, equals), option.slice(equals + 1)];
  });
  return viewOptions(Object.fromEntries(pairs));
}

function columnComments({ oid, columns }: ViewRow, context: Context): Pick<View, "columnComments"> {
  const comments = columns.flatMap(({ number, name }) => {
    const { comment } = commentOf(context, "pg_class", oid, number);
    return comment === undefined ? [] : [[name, comment] as const];
  });
  return comments.length === 0 ? {} : { columnComments: Object.fromEntries(comments) };
}

function usesOf(rows: ViewRow["uses"]): readonly ViewUse[] {
  const groups = groupBy(rows, (row) => nameKey(qualifiedName(row)));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const columns = group.flatMap(({ column }) => (column === null ? [] : [column]));
    return first === undefined ? [] : [{ ...qualifiedName(first), columns }];
  });
}
