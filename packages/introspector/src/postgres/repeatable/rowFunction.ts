import { afterGroup, type Token, tokenize } from "../trivial/tokens.ts";

/** A function that gives rows of a table, a view or a composite type, and what their columns are called, quoted where need be. */
export interface RowFunction {
  readonly name: string;
  readonly columns: readonly string[];
}

/** A sub-select with the `RowFunction`s that the query of the view `c` calls, by the rule that is the query. */
export const ROW_FUNCTIONS = rowFunctions(
  `FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
      WHERE r.ev_class = c.oid AND r.rulename = '_RETURN'`,
);

/** The same of the body in standard SQL of the routine `p`. */
export const ROW_FUNCTIONS_OF_BODY = rowFunctions(
  `FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND p.prosqlbody IS NOT NULL`,
);

/** `dependencies` are rows `d` of pg_depend. */
function rowFunctions(dependencies: string): string {
  return `(SELECT coalesce(json_agg(json_build_object('name', quote_ident(f.proname),
        'columns', (SELECT json_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
          WHERE a.attrelid = y.typrelid AND a.attnum > 0 AND NOT a.attisdropped))), '[]')
      FROM (SELECT d.refobjid ${dependencies} AND d.refclassid = 'pg_proc'::regclass) called
      JOIN pg_proc f ON f.oid = called.refobjid JOIN pg_type y ON y.oid = f.prorettype AND y.typrelid <> 0)`;
}

/**
 * The query or body without the names that the server gives the columns of such a function by itself, `total() t(id, title)`: they count places, and where the
 * table has its columns in another order each would come to mean another column. A view that was there before a column came goes on without
 * its name.
 */
export function withoutPlaces(sql: string, functions: readonly RowFunction[]): string {
  if (functions.length === 0) return sql;
  const tokens = tokenize(sql);
  return tokens
    .flatMap((_, at) => functions.flatMap((one) => placesAt(tokens, at, one)))
    .reverse()
    .reduce((text, [start, end]) => text.slice(0, start) + text.slice(end), sql);
}

/** From where to where the names go, where the function is called at this token. */
function placesAt(
  tokens: readonly Token[],
  at: number,
  { name, columns }: RowFunction,
): readonly (readonly [number, number])[] {
  if (tokens[at]?.text !== name || tokens[at + 1]?.text !== "(") return [];
  const open = afterGroup(tokens, at + 1) + 1;
  const close = afterGroup(tokens, open) - 1;
  const [first, last] = [tokens[open], tokens[close]];
  if (first?.text !== "(" || last === undefined) return [];
  const names = tokens
    .slice(open + 1, close)
    .map(({ text }) => text)
    .join("");
  return `${columns.join(",")},`.startsWith(`${names},`) ? [[first.start, last.end]] : [];
}
