import { type Trigger, type TriggerEvent } from "@limbeck/model";
import { quoteString } from "@limbeck/operations";
import { commentOf } from "./comment.ts";
import { type NamedRow, qualifiedName, type Reader } from "./reader.ts";
import { ofUser } from "./scope.ts";
import { unwrap } from "./unwrap.ts";

interface TriggerRow {
  readonly oid: number;
  readonly name: string;
  readonly table: number;
  readonly relation: Omit<NamedRow, "oid">;
  /** `pg_trigger.tgtype`. */
  readonly bits: number;
  readonly columns: readonly string[];
  readonly constraint: boolean;
  readonly deferrable: boolean;
  readonly deferred: boolean;
  readonly from: Omit<NamedRow, "oid"> | null;
  readonly oldTable: string | null;
  readonly newTable: string | null;
  readonly function: Omit<NamedRow, "oid">;
  /** `pg_trigger.tgargs` in hexadecimal digits: texts that each end in a zero byte. */
  readonly arguments: string;
  readonly enabled: "O" | "D" | "R" | "A";
  readonly conditional: boolean;
  readonly definition: string;
}

const nameOf = (schema: string, name: string, defaultSchema: string): string =>
  `json_build_object('schema', nullif(${schema}, ${quoteString(defaultSchema)}), 'name', ${name})`;

/** The columns after UPDATE OF. */
const UPDATED = `(SELECT coalesce(json_agg(a.attname ORDER BY k.n), '[]') FROM unnest(g.tgattr::int2[]) WITH ORDINALITY k(number, n)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number)`;

/** The triggers of tables in scope, and of views; those that a partition has from its parent are the parent's. */
export const triggerReader: Reader<TriggerRow, Trigger> = {
  question: ({ defaultSchema }) => ({
    columns: {
      oid: "g.oid::int8",
      name: "g.tgname",
      table: "c.oid::int8",
      relation: "json_build_object('schema', ns.schema, 'name', c.relname)",
      bits: "g.tgtype",
      columns: UPDATED,
      constraint: "g.tgconstraint <> 0",
      deferrable: "g.tgdeferrable",
      deferred: "g.tginitdeferred",
      from: `(SELECT ${nameOf("m.nspname", "r.relname", defaultSchema)} FROM pg_class r
        JOIN pg_namespace m ON m.oid = r.relnamespace WHERE r.oid = g.tgconstrrelid)`,
      oldTable: "g.tgoldtable",
      newTable: "g.tgnewtable",
      function: nameOf("fn.nspname", "p.proname", defaultSchema),
      arguments: "encode(g.tgargs, 'hex')",
      enabled: "g.tgenabled",
      conditional: "g.tgqual IS NOT NULL",
      definition: "pg_get_triggerdef(g.oid)",
    },
    from: `FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN ns ON ns.oid = c.relnamespace
    JOIN pg_proc p ON p.oid = g.tgfoid JOIN pg_namespace fn ON fn.oid = p.pronamespace
    WHERE NOT g.tgisinternal AND g.tgparentid = 0 AND (c.relkind = 'v' OR c.oid IN (SELECT t.oid FROM tables t))
      AND ${ofUser("pg_class", "c.oid")} AND ${ofUser("pg_trigger", "g.oid")}`,
  }),
  read: (row, context) => {
    const events = eventsOf(row.bits);
    const given = argumentsOf(row.arguments);
    return {
      table: qualifiedName(row.relation),
      name: row.name,
      timing: timingOf(row.bits),
      events,
      ...(row.columns.length === 0 ? {} : { updateOf: row.columns }),
      ...(row.bits & BITS.row ? { forEach: "row" } : {}),
      ...(row.conditional ? { when: { canonical: conditionOf(row.definition) } } : {}),
      ...(row.constraint ? { constraint: true } : {}),
      ...(row.deferrable ? { deferrable: row.deferred ? "deferred" : "immediate" } : {}),
      ...(row.from === null ? {} : { from: qualifiedName(row.from) }),
      ...(row.oldTable === null ? {} : { oldTable: row.oldTable }),
      ...(row.newTable === null ? {} : { newTable: row.newTable }),
      function: qualifiedName(row.function),
      ...(given.length === 0 ? {} : { arguments: given }),
      ...ENABLED[row.enabled],
      ...commentOf(context, "pg_trigger", row.oid),
    };
  },
};

/** TRIGGER_TYPE_… of PostgreSQL's pg_trigger.h. */
const BITS = { row: 1, before: 2, insert: 4, delete: 8, update: 16, truncate: 32, insteadOf: 64 } as const;

const EVENTS: readonly TriggerEvent[] = ["insert", "update", "delete", "truncate"];

function eventsOf(bits: number): readonly TriggerEvent[] {
  return EVENTS.filter((event) => (bits & BITS[event]) !== 0);
}

function timingOf(bits: number): Trigger["timing"] {
  if ((bits & BITS.insteadOf) !== 0) return "insteadOf";
  return (bits & BITS.before) === 0 ? "after" : "before";
}

const ENABLED = {
  O: {},
  D: { enabled: "disabled" },
  R: { enabled: "replica" },
  A: { enabled: "always" },
} as const;

function argumentsOf(hex: string): readonly string[] {
  return Buffer.from(hex, "hex").toString("utf8").split("\0").slice(0, -1);
}

/** The condition of `… FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION f()`; nothing else gives it. */
function conditionOf(definition: string): string {
  const found = / FOR EACH (?:ROW|STATEMENT) WHEN (\(.*\)) EXECUTE FUNCTION /s.exec(definition);
  return unwrap(found?.[1] ?? "");
}
