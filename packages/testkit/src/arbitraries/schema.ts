import {
  type Composite,
  multirangeName,
  type QualifiedName,
  type Range,
  sameName,
  type Schema,
  type Sequence,
  sortSchema,
  type Table,
} from "@limbeck/model";
import fc from "fast-check";

import { columnType, type OwnTypes } from "./column.ts";
import { type CompositeRecipe, compositeSides, makeComposite } from "./composite.ts";
import { type CollationRecipe, collationRecipe, makeCollation } from "./collation.ts";
import { defined } from "./defined.ts";
import { type DomainRecipe, domainSides, makeDomain } from "./domain.ts";
import { type EnumRecipe, enumSides, makeEnum } from "./enum.ts";
import { type Names, names } from "./name.ts";
import { makeNamespaces, type NamespaceRecipe, namespaceRecipe } from "./namespace.ts";
import { makePartitioned, type PartitionedRecipe, partitionedSides } from "./partitioned.ts";
import { byName, byQualifiedName, pick } from "./pick.ts";
import { makeRange, type RangeRecipe, rangeRecipe } from "./range.ts";
import { makeOptions, type SequenceRecipe, sequenceRecipe } from "./sequence.ts";
import {
  declareFunction,
  functionRecipe,
  type FunctionRecipe,
  isEarly,
  type MadeFunction,
} from "./function.ts";
import { finishFunction } from "./functionBody.ts";
import { listOf, type Side, sideOf, type Sides, sides } from "./sides.ts";
import { finishTable, makeTable, type TableRecipe, tableSides } from "./table.ts";
import { makeTrigger, type TriggerRecipe, triggerRecipe } from "./trigger.ts";
import { type TypeRecipe } from "./type.ts";
import { makeViews, type ViewRecipe, viewRecipe } from "./view.ts";

interface SchemaPair {
  readonly namespaces: readonly Sides<NamespaceRecipe>[];
  readonly collations: readonly Sides<CollationRecipe>[];
  readonly enums: readonly Sides<EnumRecipe>[];
  readonly domains: readonly Sides<DomainRecipe>[];
  readonly composites: readonly Sides<CompositeRecipe>[];
  readonly ranges: readonly Sides<RangeRecipe>[];
  readonly functions: readonly Sides<FunctionRecipe>[];
  readonly sequences: readonly Sides<SequenceRecipe>[];
  readonly tables: readonly Sides<TableRecipe>[];
  readonly partitioned: readonly Sides<PartitionedRecipe>[];
  readonly views: readonly Sides<ViewRecipe>[];
  readonly triggers: readonly Sides<TriggerRecipe>[];
}

const schemaPair: fc.Arbitrary<SchemaPair> = fc.record({
  namespaces: listOf(sides(namespaceRecipe, ["name"]), 2),
  collations: listOf(sides(collationRecipe, ["name", "place"]), 1),
  enums: listOf(enumSides, 2),
  domains: listOf(domainSides, 2),
  composites: listOf(compositeSides, 2),
  ranges: listOf(sides(rangeRecipe, ["name", "place", "multirange"]), 1),
  functions: listOf(sides(functionRecipe, ["name", "place"]), 5),
  sequences: listOf(sides(sequenceRecipe, ["name"]), 2),
  tables: fc.array(tableSides, { minLength: 1, maxLength: 4 }),
  partitioned: listOf(partitionedSides, 1),
  // Whether a materialized view has its rows is not compared, so one that stays would stay without them.
  views: listOf(sides(viewRecipe, ["name", "withNoData"]), 3),
  triggers: listOf(sides(triggerRecipe, ["name", "table"]), 2),
});

/** What the schemas are for. */
export interface SchemaOptions {
  /** PostgreSQL's major version; what came later is left out. Absent: 18. */
  readonly major?: number;
  /** Whether there may be functions and triggers. Absent: yes. */
  readonly routines?: boolean;
}

/** A schema that a server takes as it is: from models, so with what their author wrote, and canonical names of types. */
export function schemas(options: SchemaOptions = {}): fc.Arbitrary<Schema> {
  return schemaPair.map((pair) => makeSchema(pair, "a", options));
}

/** A schema and its neighbour, in which some of its parts are others, or two that have nothing but some names in common. */
export function schemaPairs(options: SchemaOptions = {}): fc.Arbitrary<readonly [Schema, Schema]> {
  const neighbours = schemaPair.map((pair): readonly [Schema, Schema] => [
    makeSchema(pair, "a", options),
    makeSchema(pair, "b", options),
  ]);
  return fc.oneof(
    { weight: 4, arbitrary: neighbours },
    { weight: 1, arbitrary: fc.tuple(schemas(options), schemas(options)) },
  );
}

function makeSchema(pair: SchemaPair, side: Side, { major = 18, routines = true }: SchemaOptions): Schema {
  const taken = names();
  const namespaces = makeNamespaces(sideOf(pair.namespaces, side));
  const located = locator(namespaces.map(byName));
  const collations = sideOf(pair.collations, side)
    .map((recipe) => makeCollation(recipe, located(recipe)))
    .filter((one) => taken.claim(["collation"], one));
  const enums = sideOf(pair.enums, side)
    .map((recipe) => makeEnum(recipe, located(recipe).schema))
    .filter((one) => taken.claim(["type"], one));
  const ranges = sideOf(pair.ranges, side)
    .map((recipe) => makeRange(recipe, located(recipe).schema))
    .filter((one) => taken.claim(["type"], one) && taken.claim(["type"], multirangeName(one)));
  const declare = declaring(routines ? sideOf(pair.functions, side) : [], ranges, located, taken);
  const none = { domains: [], composites: [], functions: [] };
  const early = declare(isEarly, { ...none, enums, ranges });
  const domains = sideOf(pair.domains, side)
    .map((recipe) =>
      makeDomain(
        recipe,
        located(recipe).schema,
        (type) => columnType(type, { ...none, enums, ranges, functions: early }),
        collations,
      ),
    )
    .filter(({ domain }) => taken.claim(["type"], domain));
  const composites = makeComposites(
    sideOf(pair.composites, side),
    { enums, domains, ranges, functions: [] },
    { located, taken, collations },
  );
  const types = { enums, domains, composites, ranges };
  const functions = [...early, ...declare((recipe) => !isEarly(recipe), { ...types, functions: [] })];
  const tables = sideOf(pair.tables, side)
    .map((recipe) => ({ recipe, table: located(recipe) }))
    .filter(({ table }) => taken.claim(["relation", "type"], table));
  const sequences = sideOf(pair.sequences, side)
    .map((recipe) => ({ recipe, sequence: makeSequence(recipe, located(recipe)) }))
    .filter(({ sequence }) => taken.claim(["relation", "type"], sequence));
  const views = sideOf(pair.views, side)
    .map((recipe) => ({ recipe, view: located(recipe) }))
    .filter(({ view }) => taken.claim(["relation", "type"], view));
  const free = sequences.filter(({ recipe }) => recipe.owner === undefined).map(({ sequence }) => sequence);
  const around = { ...types, functions, sequences: free, names: taken, major };
  const made = tables.map(({ recipe, table }) => makeTable(recipe, { ...around, table }));
  const finished = made.map((table) => finishTable(table, made, around));
  const partitioned = sideOf(pair.partitioned, side).flatMap((recipe) =>
    makePartitioned(recipe, located(recipe), taken),
  );
  return sortSchema({
    dialect: "postgres",
    namespaces,
    extensions: [],
    collations,
    functions: functions.map((one, at) =>
      finishFunction(one, { tables: finished, functions: functions.slice(0, at) }),
    ),
    triggers: sideOf(pair.triggers, side).flatMap(
      (recipe) => makeTrigger(recipe, { tables: made, functions, names: taken }) ?? [],
    ),
    roles: [],
    enums,
    domains: domains.map(({ domain }) => domain),
    composites,
    ranges,
    sequences: sequences.map(({ recipe, sequence }) =>
      logged(recipe, owned(recipe, sequence, finished), finished, major),
    ),
    tables: [...finished, ...partitioned],
    views: makeViews(views, finished, functions, taken),
  });
}

type Declare = (isMeant: (recipe: FunctionRecipe) => boolean, types: OwnTypes) => readonly MadeFunction[];

/** A range type brings functions of its names. */
function declaring(
  recipes: readonly FunctionRecipe[],
  ranges: readonly Range[],
  located: Located,
  taken: Names,
): Declare {
  const brought = new Set(
    ranges.flatMap((range) => [byQualifiedName(range), byQualifiedName(multirangeName(range))]),
  );
  return (isMeant, types) =>
    recipes
      .filter(isMeant)
      .filter((recipe) => !brought.has(byQualifiedName(located(recipe))))
      .flatMap(
        (recipe) => declareFunction(recipe, located(recipe), columnType(recipe.type, types), taken) ?? [],
      );
}

interface Around {
  readonly located: Located;
  readonly taken: Names;
  readonly collations: readonly QualifiedName[];
}

/** A composite type may have attributes of those before it; the server has a relation for each. */
function makeComposites(
  recipes: readonly CompositeRecipe[],
  types: Omit<OwnTypes, "composites">,
  { located, taken, collations }: Around,
): readonly Composite[] {
  const composites: Composite[] = [];
  for (const recipe of recipes) {
    const typeOf = (type: TypeRecipe) => columnType(type, { ...types, composites: [...composites] });
    const one = makeComposite(recipe, located(recipe).schema, typeOf, collations);
    if (taken.claim(["relation", "type"], one)) composites.push(one);
  }
  return composites;
}

type Located = (recipe: { readonly name: string; readonly place: number | undefined }) => QualifiedName;

function locator(namespaces: readonly string[]): Located {
  return ({ name, place }) => {
    const schema = place === undefined ? undefined : pick(place, namespaces, (text) => text);
    return schema === undefined ? { name } : { schema, name };
  };
}

function makeSequence({ type, options, comment }: SequenceRecipe, name: QualifiedName): Sequence {
  return defined({ ...name, type, options: makeOptions(options, type ?? "bigint"), comment });
}

/** One that a column owns goes with its table where that becomes unlogged. There are such sequences from PostgreSQL 15 on. */
function logged(
  { unlogged }: SequenceRecipe,
  sequence: Sequence,
  tables: readonly Table[],
  major: number,
): Sequence {
  const { ownedBy } = sequence;
  const table = ownedBy && tables.find((one) => sameName(one, ownedBy.table));
  const without = table === undefined ? unlogged : table.unlogged === true;
  return without && major >= 15 ? { ...sequence, unlogged: true } : sequence;
}

/** A sequence may be owned by a column of a table beside it. */
function owned({ owner }: SequenceRecipe, sequence: Sequence, tables: readonly Table[]): Sequence {
  if (owner === undefined) return sequence;
  const beside = tables.filter(({ schema, columns }) => schema === sequence.schema && columns.length > 0);
  const table = pick(owner, beside, byQualifiedName);
  const column = table && pick(owner, table.columns, byName);
  if (table === undefined || column === undefined) return sequence;
  const name = table.schema === undefined ? { name: table.name } : { schema: table.schema, name: table.name };
  return { ...sequence, ownedBy: { table: name, column: column.name } };
}
