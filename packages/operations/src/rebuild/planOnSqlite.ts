import { foldName, type QualifiedName, sameName, type Schema, type Table } from "@limbeck/model";

import { lackingTable } from "../dialect/lacking.ts";
import { apply, applyAll, compile } from "../derive.ts";
import { OPAQUE } from "../operation.ts";
import { type Operation } from "../operations.ts";
import { lacking, type Plan, type ServerFacts, statements } from "../plan.ts";
import { type Sources } from "./copy.ts";

import { oneByOne } from "./oneByOne.ts";
import { pointingAt, rebuildSql } from "./rebuild.ts";
import { shapedTable } from "./shapedTable.ts";
import { spelledAs } from "./spelledAs.ts";

/** How a list is planned: `schema` is what there is before its first operation, with all its views and triggers. */
export type SqliteFacts = Pick<ServerFacts, "version" | "schema">;

/**
 * What SQLite gets for a list of operations: a plan for each, up to the first that asks for what only the database can tell. The caller
 * runs those, reads the schema as it is then, and comes again with the rest. Without a schema, that may be at once;
 * with one, there is always a plan for the first. Neighbouring operations on one table of which any has to make it anew are one
 * rebuild: it stands in the plan of the first that asks for it, and the plans of the others are empty. The operations have come through
 * `oneByOne`.
 */
export function planOnSqlite(operations: readonly Operation[], facts: SqliteFacts): readonly Plan[] {
  const plans: Plan[] = [];
  let schema = facts.schema;
  while (plans.length < operations.length) {
    const group = spelledOneByOne(groupAt(operations, plans.length), schema);
    const found = planGroup(group, { ...facts, schema });
    if (found === undefined) break;
    plans.push(...found);
    schema = schema === undefined ? undefined : after(schema, group);
  }
  return plans;
}

/** Whether an operation may make a table anew, so that foreign keys are to be off before the transaction begins. */
export function mayRebuild(op: Operation): boolean {
  return oneByOne(op).some((one) => compile(one, "sqlite", { version: 0 }).kind === "rebuild");
}

interface Facts {
  readonly version: number;
  readonly schema: Schema | undefined;
}

/** The operation at a place with those behind it that change the shape of the same table. */
function groupAt(operations: readonly Operation[], at: number): readonly Operation[] {
  const [first, ...rest] = operations.slice(at);
  if (first === undefined) return [];
  const table = shapedTable(first);
  if (table === undefined) return [first];
  const end = rest.findIndex((op) => {
    const other = shapedTable(op);
    return other === undefined || foldName(other.name) !== foldName(table.name);
  });
  return [first, ...(end === -1 ? rest : rest.slice(0, end))];
}

/** Each of a group with the names that what is before it has. */
function spelledOneByOne(group: readonly Operation[], schema: Schema | undefined): readonly Operation[] {
  let current = schema;
  return group.map((op) => {
    if (current === undefined) return op;
    const spelled = spelledAs(current, op);
    current = after(current, [spelled]);
    return spelled;
  });
}

/** The plans of a group; undefined where they ask for a schema that is not known. */
function planGroup(group: readonly Operation[], { version, schema }: Facts): readonly Plan[] | undefined {
  let current = schema;
  const plans: Plan[] = [];
  for (const op of group) {
    const plan = compile(op, "sqlite", { version, ...(current === undefined ? {} : { schema: current }) });
    if (plan.kind === "rebuild" && schema === undefined) return undefined;
    plans.push(plan);
    current = current === undefined ? undefined : after(current, [op]);
  }
  const at = plans.findIndex(({ kind }) => kind === "rebuild");
  const asking = plans[at];
  if (asking?.kind !== "rebuild" || schema === undefined) return plans;
  const refused = plans.find(({ kind }) => kind === "unsupported");
  if (refused !== undefined) return plans.map(() => refused);
  const whole = rebuildPlan(schema, asking.table, group);
  return plans.map((_, position) => (position === at ? whole : statements()));
}

function rebuildPlan(schema: Schema, name: QualifiedName, group: readonly Operation[]): Plan {
  const applied = applyAll(schema, group);
  const find = (where: Schema): Table | undefined => where.tables.find((table) => sameName(table, name));
  const [old, now] = [find(schema), applied === OPAQUE ? undefined : find(applied)];
  // `apply` has just found the table.
  if (old === undefined || now === undefined) throw new Error(`no table ${name.name} to make anew`);
  const reason = lackingTable(now);
  if (reason !== undefined) return lacking(reason);
  const sql = rebuildSql(schema, old, now, sourcesOf(group));
  return {
    kind: "statements",
    statements: sql.map((text) => ({ sql: text })),
    rebuild: { table: name, pointedAtBy: pointingAt(schema, name) },
  };
}

/** What an author has said of how old values become new ones, and the columns whose values are to go. */
function sourcesOf(group: readonly Operation[]): Sources {
  return {
    values: new Map(
      group.flatMap((op) =>
        op.kind === "alterColumn" && op.changes.using !== undefined
          ? [[op.column, op.changes.using] as const]
          : [],
      ),
    ),
    gone: new Set(group.flatMap((op) => (op.kind === "dropColumn" ? [op.name] : []))),
  };
}

/**
 * The schema after a group; undefined where only the database can tell: after SQL of a person, and after a new name, which SQLite
 * carries into the texts of whatever stands there.
 */
function after(schema: Schema, group: readonly Operation[]): Schema | undefined {
  return group.reduce<Schema | undefined>((current, op) => {
    if (current === undefined || renames(op)) return undefined;
    const next = apply(current, op);
    return next === OPAQUE ? undefined : next;
  }, schema);
}

function renames(op: Operation): boolean {
  return op.kind === "renameTable" || (op.kind === "alterColumn" && op.changes.name !== undefined);
}
