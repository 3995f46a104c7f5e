import { type QualifiedName } from "@limbeck/model";

import { type Effect, type Statement } from "../plan.ts";

/** What cannot run in a transaction block, says the PostgreSQL manual of each of these commands. */
const OUTSIDE: readonly RegExp[] = [
  /^(create (unique )?|drop )index concurrently\b/,
  /^reindex (\(.*\) ?)?(database|schema|system)\b/,
  /^reindex (\(.*\bconcurrently\b.*\)|(index|table) concurrently\b)/,
  /^alter table .*\bdetach partition .*\bconcurrently\b/,
  /^vacuum\b/,
  /^(create|drop) (database|subscription|tablespace)\b/,
  /^alter system\b/,
  /^alter database .*\bset tablespace\b/,
];

/** A statement that a person wrote, with what its words say of transactions. */
export function statementOf(sql: string): Statement {
  const text = bare(sql);
  const words = text.toLowerCase();
  if (!OUTSIDE.some((form) => form.test(words))) return { sql };
  const effect = effectOf(text);
  return { sql, transaction: "outside", ...(effect === undefined ? {} : { effect }) };
}

/** Without the comments in front, and with one space between words. */
function bare(sql: string): string {
  return sql.replace(/^(\s+|--[^\n]*(\n|$)|\/\*.*?\*\/)+/s, "").replace(/\s+/g, " ");
}

const NAME = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)`;
const BUILT = new RegExp(
  String.raw`^create (?:unique )?index concurrently (?:if not exists )?(${NAME}) on (?:only )?(?:(${NAME}) ?\. ?)?${NAME}`,
  "iu",
);
const DROPPED = new RegExp(
  String.raw`^drop index concurrently (?:if exists )?(?:(${NAME}) ?\. ?)?(${NAME}) ?(?:restrict ?)?;?$`,
  "iu",
);

/** An index is built in the schema of its table. */
function effectOf(text: string): Effect | undefined {
  const [, built, schema] = BUILT.exec(text) ?? [];
  if (built !== undefined) return { kind: "indexBuilt", index: nameOf(schema, built) };
  const [, from, dropped] = DROPPED.exec(text) ?? [];
  if (dropped !== undefined) return { kind: "indexDropped", index: nameOf(from, dropped) };
  return reindexOf(text) ?? detachOf(text);
}

const QUALIFIED = String.raw`(?:(${NAME}) ?\. ?)?(${NAME})`;
const REINDEXED = new RegExp(
  String.raw`^reindex (?:\(.*\) ?)?(index|table|schema|database) (?:concurrently )?${QUALIFIED} ?;?$`,
  "iu",
);
const DETACHED = new RegExp(
  String.raw`^alter table (?:if exists )?(?:only )?${QUALIFIED} detach partition ${QUALIFIED} concurrently ?;?$`,
  "iu",
);

/** Only one that is concurrent leaves anything. */
function reindexOf(text: string): Effect | undefined {
  const [, kind, schema, name] = REINDEXED.exec(text) ?? [];
  if (kind === undefined || name === undefined || !/\bconcurrently\b/i.test(text)) return undefined;
  const of = REINDEXABLE.find((word) => word === kind.toLowerCase()) ?? "table";
  return { kind: "reindexed", of, ...(of === "database" ? {} : { name: nameOf(schema, name) }) };
}

const REINDEXABLE = ["index", "table", "schema", "database"] as const;

function detachOf(text: string): Effect | undefined {
  const [, schema, table, inSchema, partition] = DETACHED.exec(text) ?? [];
  if (table === undefined || partition === undefined) return undefined;
  return { kind: "detached", table: nameOf(schema, table), partition: nameOf(inSchema, partition) };
}

function nameOf(schema: string | undefined, name: string): QualifiedName {
  return { ...(schema === undefined ? {} : { schema: folded(schema) }), name: folded(name) };
}

/** As the server reads an identifier. */
function folded(identifier: string): string {
  return identifier.startsWith('"')
    ? identifier.slice(1, -1).replaceAll('""', '"')
    : identifier.toLowerCase();
}
