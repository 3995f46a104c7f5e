import { type Table, type Trigger, type View } from "@limbeck/model";
import { operations, type Operations } from "@limbeck/operations";

/** A table with one part of each kind, of which each field is said in turn. */
const TABLE: Table = {
  name: "said",
  columns: [
    { name: "a", type: { written: "integer" }, nullable: false },
    { name: "b", type: { written: "text" }, nullable: true },
  ],
  primaryKey: { name: "said_key", columns: ["a"] },
  uniques: [{ name: "said_once", columns: ["b"] }],
  foreignKeys: [
    { name: "said_before", columns: ["a"], references: { table: { name: "said" }, columns: ["a"] } },
  ],
  checks: [{ name: "said_well", expression: { written: "a > 0" } }],
  exclusions: [],
  indexes: [{ name: "said_by", unique: false, elements: [{ kind: "column", column: "b" }] }],
  policies: [],
};

const VIEW: View = { name: "seen", query: { written: "SELECT 1 AS one" } };
const TRIGGER: Trigger = {
  table: { name: "first" },
  name: "done",
  timing: "after",
  events: ["insert"],
  forEach: "row",
};

const PART = { table: { name: "said" }, name: "p" };

/** What is said of a field, by the end of its path; `true` of all others. */
const VALUES: Readonly<Record<string, unknown>> = {
  partitionBy: { strategy: "list", elements: [{ kind: "column", column: "a" }] },
  with: { fillfactor: "70" },
  notNullOnConflict: "replace",
  default: { kind: "expression", written: "gen_random_uuid()" },
  "identity.sequence": "said_numbers",
  "identity.comment": "numbers",
  increment: "2",
  min: "10",
  max: "1000",
  start: "1000",
  cache: "20",
  generated: { expression: { written: "1 + 1" }, stored: false },
  storage: "external",
  compression: "lz4",
  statistics: 500,
  "columns.options": { n_distinct: "5" },
  comment: "as it is",
  indexComment: "behind it",
  collation: '"C"',
  parts: [PART],
  tablespace: "fast",
  include: ["b"],
  deferrable: "deferred",
  descending: ["a"],
  collations: { b: "NOCASE" },
  onConflict: "replace",
  onDeleteColumns: ["a"],
  match: "partial",
  validIn: [{ name: "p" }],
  exclusions: [{ name: "apart", method: "gist", elements: [{ kind: "column", column: "a", operator: "=" }] }],
  method: "gin",
  nulls: "last",
  operatorClass: "text_pattern_ops",
  replicaIdentity: "full",
  clusterOn: "said_by",
  policies: [{ name: "own", command: "all", roles: ["public"] }],
  query: { written: "SELECT now() AS at" },
  "view.options": { check_option: "local" },
  columnComments: { one: "the first" },
  events: ["insert", "update"],
  from: { name: "first" },
  oldTable: "before",
  newTable: "behind",
  function: { name: "f" },
  arguments: ["x"],
  body: { written: "DELETE FROM first;" },
  enabled: "disabled",
};

/** Of what the two dialects have each their own. */
const EACH: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  type: { postgres: { written: "" }, sqlite: { written: "text[]" } },
};

/** A body that says the field of the model, and nothing else that one dialect has not: `table.primaryKey.autoincrement`. */
export function saying(field: string, dialect: string): (op: Operations) => void {
  const [root = "", ...path] = field.split(".");
  const value = EACH[path.at(-1) ?? ""]?.[dialect] ?? valueOf([root, ...path]);
  switch (root) {
    case "view":
      return (op) =>
        op.createView(...operations.createView.args({ kind: "createView", view: put(VIEW, path, value) }));
    case "trigger":
      return (op) =>
        op.createTrigger(
          ...operations.createTrigger.args({
            kind: "createTrigger",
            trigger: put(triggerFor(path), path, value),
          }),
        );
    default:
      return (op) =>
        op.createTable(
          ...operations.createTable.args({ kind: "createTable", table: put(TABLE, path, value) }),
        );
  }
}

function triggerFor([field]: readonly string[]): Trigger {
  return field === "function" || field === "arguments" || field === "body"
    ? TRIGGER
    : { ...TRIGGER, body: { written: "DELETE FROM first;" } };
}

/** The longest end of the path for which there is a value. */
function valueOf(path: readonly string[]): unknown {
  const ends = path.map((_, at) => path.slice(at).join("."));
  const found = ends.find((end) => end in VALUES);
  return found === undefined ? true : VALUES[found];
}

/** The first of a list, or the part itself, with the value at the path. */
function put<T>(part: T, [field, ...rest]: readonly string[], value: unknown): T {
  if (field === undefined) return value as T;
  if (Array.isArray(part)) {
    const [first, ...others] = part as readonly unknown[];
    return [put(first, [field, ...rest], value), ...others] as T;
  }
  const inner = (part as Readonly<Record<string, unknown>> | undefined)?.[field] ?? MADE[field];
  return { ...part, [field]: put(inner, rest, value) };
}

/** What a part begins with that the table has not. */
const MADE: Readonly<Record<string, unknown>> = { identity: { mode: "always", options: {} }, options: {} };
