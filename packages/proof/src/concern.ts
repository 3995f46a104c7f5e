import { withUses } from "@limbeck/differ";
import {
  nameKey,
  partitionsOf,
  type QualifiedName,
  sameName,
  type Schema,
  spelling,
  type Table,
  type View,
} from "@limbeck/model";
import {
  type AlterComposite,
  type AlterDomain,
  type Operation,
  type Ref,
  ref,
  touches,
} from "@limbeck/operations";

/**
 * The part of a schema that a revision concerns: the tables that its operations touch, those that have columns of a domain or a
 * composite type that they change, those that are not the same before and after, whether an operation says so or not, those that their foreign keys lead to and their policies and all functions read, the
 * tables that they are parts of, with all partitions, and everything that is not a table or a trigger of one.
 */
export function concernOf(
  ops: readonly Operation[],
  before: Schema,
  after: Schema,
): (schema: Schema) => Schema {
  const touched = new Set(
    ops.map(touches).flatMap(({ makes, breaks, needs }) => [...makes, ...breaks, ...needs]),
  );
  for (const relation of ops.flatMap(carried)) touched.add(ref.relation(relation));
  const altered = alteredTypes(ops, before);
  const changed = changedIn(before.tables, after.tables);
  const changedViews = changedIn(before.views.map(said), after.views.map(said));
  const starts = (table: Table): boolean =>
    touched.has(ref.relation(table)) ||
    changed.has(nameKey(table)) ||
    rolesIn(table).some((role) => touched.has(role)) ||
    touches({ kind: "createTable", table }).needs.some((one) => altered.has(one));
  const startsView = (view: View): boolean =>
    touched.has(ref.relation(view)) || changedViews.has(nameKey(view));
  // What is read by a view that comes is there before it, where no view reads it yet.
  const read = [before, after].flatMap((schema) => usedBy(readBy(withUses(schema), startsView)));
  return (schema) => {
    const needed = neededBy(schema.functions);
    const isNeeded = (view: View): boolean => read.includes(nameKey(view)) || needed(view);
    const views = readBy(withUses(schema), (view) => startsView(view) || isNeeded(view));
    const used = new Set([...read, ...usedBy(views)]);
    const isRead = (table: Table): boolean => used.has(nameKey(table)) || needed(table);
    const tables = reachable(schema.tables, (table) => starts(table) || isRead(table));
    const kept = new Set([...tables, ...views].map(nameKey));
    const triggers = schema.triggers.filter(
      ({ table, from = table }) => kept.has(nameKey(table)) && kept.has(nameKey(from)),
    );
    return { ...schema, tables, views, triggers };
  };
}

/** The types whose rules or attributes change, which the server holds the rows of all columns against, and those made of them. */
function alteredTypes(ops: readonly Operation[], { domains, composites }: Schema): ReadonlySet<Ref> {
  const altered = new Set(ops.flatMap((op) => (alters(op) ? [ref.type(op.name)] : [])));
  if (altered.size === 0) return altered;
  const others = [
    ...domains.map((domain) => touches({ kind: "createDomain", domain })),
    ...composites.map((composite) => touches({ kind: "createComposite", composite })),
  ];
  for (let had = -1; had < altered.size;) {
    had = altered.size;
    const madeOf = others.filter(({ needs }) => needs.some((one) => altered.has(one)));
    for (const { makes } of madeOf) for (const one of makes) altered.add(one);
  }
  return altered;
}

function alters(op: Operation): op is AlterDomain | AlterComposite {
  return op.kind === "alterDomain" || op.kind === "alterComposite";
}

/** Whether one of the functions cannot be made without a table or view. */
function neededBy(functions: Schema["functions"]): (relation: QualifiedName) => boolean {
  const needs = new Set(
    functions.flatMap((routine) => touches({ kind: "createFunction", function: routine }).needs),
  );
  return (relation) => needs.has(ref.relation(relation)) || needs.has(ref.type(relation));
}

/** The roles that its policies name, which stay while they do. */
function rolesIn({ policies }: Table): readonly Ref[] {
  return policies.flatMap(({ roles = [] }) => roles.map(ref.role));
}

/** The tables whose columns a type that is made anew carries along, and the views that go and come with it. */
function carried(op: Operation): readonly QualifiedName[] {
  if (!("uses" in op)) return [];
  const { columns, checks, indexes, foreignKeys, policies, views = [] } = op.uses;
  return [...[columns, checks, indexes, foreignKeys, policies].flat().map(({ table }) => table), ...views];
}

/** The keys of the tables or views that are on one side only, or say something else on the other. */
function changedIn(before: readonly (Table | View)[], after: readonly (Table | View)[]): ReadonlySet<string> {
  const old = new Map(before.map((relation) => [nameKey(relation), inServersWords(relation)]));
  const now = new Map(after.map((relation) => [nameKey(relation), inServersWords(relation)]));
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return new Set(names.filter((name) => old.get(name) !== now.get(name)));
}

/** The views, and those that they read. */
function readBy(views: readonly View[], starts: (view: View) => boolean): readonly View[] {
  const byName = new Map(views.map((view) => [nameKey(view), view]));
  const found = new Set<View>();
  const open = views.filter(starts);
  for (let view = open.pop(); view !== undefined; view = open.pop()) {
    if (found.has(view)) continue;
    found.add(view);
    open.push(...(view.uses ?? []).flatMap((use) => byName.get(nameKey(use)) ?? []));
  }
  return views.filter((view) => found.has(view));
}

/** The keys of what the views read. */
function usedBy(views: readonly View[]): readonly string[] {
  return views.flatMap(({ uses = [] }) => uses.map(nameKey));
}

/** What a view says of itself, without what only a server can say, and may not have said. */
function said({ uses: _, columns: __, ...view }: View): View {
  return view;
}

/**
 * The table or view as a text; of two spellings the server's counts, whoever gave a name, and the order of members and of keys says
 * nothing.
 */
function inServersWords(relation: Table | View): string {
  return JSON.stringify(relation, (_key, value: unknown) => {
    if (Array.isArray(value)) return sorted(value);
    return typeof value === "object" && value !== null ? Object.fromEntries(factsOf(value)) : value;
  });
}

function sorted(list: readonly unknown[]): readonly unknown[] {
  return list.every(isNamed) ? [...list].sort(byName) : list;
}

/** A literal is the expression that the server keeps. */
const SPELT: ReadonlySet<string> = new Set(["written", "kind", "value"]);
/** What the author left to Drizzle is called so by the server too. */
const NAMED: ReadonlySet<string> = new Set(["derivedName"]);

function factsOf(value: object): readonly (readonly [string, unknown])[] {
  const silent = "canonical" in value ? SPELT : NAMED;
  const facts = Object.entries(value).filter(([key]) => !silent.has(key));
  return facts.sort(([a], [b]) => (a < b ? -1 : 1));
}

function isNamed(value: unknown): value is { readonly name: string } {
  return typeof value === "object" && value !== null && "name" in value;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** The tables whose names stand in the policies of a table: a sub-select may read them. */
function readByPolicies({ policies }: Table, tables: readonly Table[]): readonly Table[] {
  const texts = policies.flatMap(({ using, withCheck }) => [using, withCheck]);
  const all = texts.map((text) => (text === undefined ? "" : spelling(text))).join("\n");
  if (!/\bselect\b/i.test(all)) return [];
  return tables.filter(({ name }) => all.toLowerCase().includes(name.toLowerCase()));
}

function reachable(tables: readonly Table[], starts: (table: Table) => boolean): readonly Table[] {
  const byName = new Map(tables.map((table) => [nameKey(table), table]));
  const found = new Set<Table>();
  const open = tables.filter(starts);
  for (let table = open.pop(); table !== undefined; table = open.pop()) {
    if (found.has(table)) continue;
    found.add(table);
    const targets = table.foreignKeys.map(({ references }) => byName.get(nameKey(references.table)));
    open.push(
      ...targets.filter((target) => target !== undefined),
      ...readByPolicies(table, tables),
      ...tables.filter((other) => sameName(other, table.partitionOf?.table ?? table)),
      ...partitionsOf(table, tables),
    );
  }
  return tables.filter((table) => found.has(table));
}
