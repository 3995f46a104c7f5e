import { type QualifiedName } from "./name.ts";
import { type SqlText } from "./sqlText.ts";
import { type Index } from "./tableIndex.ts";

/** A view or a materialized view. The two share one name space, and stand on one another. */
export interface View extends QualifiedName {
  /** Its rows are stored; it may have indexes. */
  readonly materialized?: true;
  /** SQLite: the names in parentheses behind that of the view. PostgreSQL keeps them in the query. */
  readonly columnNames?: readonly string[];
  /** The SELECT, without a semicolon. */
  readonly query: SqlText;
  /** `security_barrier`, `check_option`, …, by PostgreSQL's names. */
  readonly options?: Readonly<Record<string, string>>;
  /** Access method of a materialized view. Absent: heap. */
  readonly method?: string;
  /** Of a materialized view. Absent: the database's own. */
  readonly tablespace?: string;
  /** How a materialized view is made, not what it is: the next refresh fills it. */
  readonly withNoData?: true;
  /** Of a materialized view. Absent where nobody says which there are: Drizzle cannot. */
  readonly indexes?: readonly Index[];
  readonly comment?: string;
  /** The comments of its columns, by their names. */
  readonly columnComments?: Readonly<Record<string, string>>;
  /** What the query gives, where a server has said so: decides whether the view can be replaced where it stands. */
  readonly columns?: readonly ViewColumn[];
  /** The tables and views that the query reads, where a server has said so: decides the order. */
  readonly uses?: readonly ViewUse[];
}

export interface ViewColumn {
  readonly name: string;
  /** In the server's words, with its collation where that is not the type's. */
  readonly type: string;
}

/** A table or view that a query reads, and which of its columns. */
export interface ViewUse extends QualifiedName {
  readonly columns: readonly string[];
}

/** The options sorted by name, in lower case; none where there are none. */
export function viewOptions(options: Readonly<Record<string, string>>): Pick<View, "options"> {
  const said = Object.entries(options)
    .map(([key, value]) => [key, value.toLowerCase()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return said.length === 0 ? {} : { options: Object.fromEntries(said) };
}

/** Options that are on or off, and off unless said otherwise. */
const SWITCHES = new Set(["security_barrier", "security_invoker"]);
const ON = new Set(["true", "on", "yes", "1"]);
const OFF = new Set(["false", "off", "no", "0"]);

/** Whether two values of an option say the same: `on` is `true`, and `false` says what goes without saying. */
export function sameOption(option: string, a: string | undefined, b: string | undefined): boolean {
  return a === b || (SWITCHES.has(option) && switchOf(a) === switchOf(b));
}

function switchOf(value = "false"): string {
  return ON.has(value) ? "true" : OFF.has(value) ? "false" : value;
}
