import {
  canonicalSpelling,
  type Check,
  type Column,
  comparedAs,
  type Domain,
  nameKey,
  type Schema,
  showName,
  type SqlText,
  spelling,
  type Table,
} from "@limbeck/model";
import { nameOfToken } from "../trivial/identifier.ts";
import { type Token, tokenize } from "../trivial/tokens.ts";
import { withCollation, withoutOwnCollations } from "./collation.ts";
import { canonicalComposites } from "./composite.ts";
import { canonicalDefault } from "./default.ts";
import { canonicalDomains, domainsOf } from "./domain.ts";
import { canonicalFunctions } from "./function.ts";
import { matchIndexes, matchMembers, mentions, sortedLook } from "./match.ts";
import { type Pair, type Rows, type Slot } from "./pair.ts";
import { canonicalExclusion } from "./exclusion.ts";
import { canonicalPartitionKey, canonicalPartitionOf } from "./partition.ts";
import { canonicalPolicy, policyLook } from "./policy.ts";
import { canonicalRanges } from "./range.ts";
import { canonicalIndex } from "./tableIndex.ts";
import { canonicalViewIndexes } from "./viewIndexes.ts";
import { canonicalTriggers } from "./trigger.ts";

/** Says what the canonical text of the model's side of a pair is; undefined where that is not known. */
export type Judge = (pair: Pair) => string | undefined;

/** A place in a table of the models that stands in the database too. */
export interface Site {
  readonly table: Table;
  readonly judge: Judge;
  /** The collations that the models' columns say; without them, they are those of the database. */
  readonly collations?: ReadonlyMap<string, string | undefined>;
  /** What has the columns and is no table. */
  readonly rows?: Rows;
}

/** The models with the canonical text of everything that also stands in the database, as the judge says. */
export function walk(models: Schema, database: Schema, judge: Judge): Schema {
  const tables = new Map(database.tables.map((table) => [nameKey(table), table]));
  const domains = domainsOf(models, database);
  const views = new Map(database.views.map((view) => [nameKey(view), view]));
  return {
    ...models,
    domains: canonicalDomains(models, database, judge),
    composites: canonicalComposites(models, database, judge),
    ranges: canonicalRanges(models, database, judge),
    functions: canonicalFunctions(models, database, judge),
    triggers: canonicalTriggers(models, database, judge),
    tables: models.tables.map((model) => {
      const table = tables.get(nameKey(model));
      return table === undefined
        ? model
        : {
            ...canonicalTable(model, { table, judge: judgeOf(model, table, judge) }, domains, models),
            ...canonicalPartitionOf(model, table, tables, judge),
          };
    }),
    views: models.views.map((model) => {
      const view = views.get(nameKey(model));
      return view === undefined ? model : canonicalViewIndexes(model, view, judge);
    }),
  };
}

/**
 * In the expressions of a table its own name is its whole row, unless a column is called so. A column that comes with that name is
 * not there to be asked about.
 */
function judgeOf(model: Table, table: Table, judge: Judge): Judge {
  const hasColumn = ({ columns }: Table): boolean => columns.some(({ name }) => name === table.name);
  if (!hasColumn(model) || hasColumn(table)) return judge;
  return (pair) => {
    const isRow = pair.slot.kind === "expression" && tokenize(pair.written).some(isNameOf(table));
    return isRow ? undefined : judge(pair);
  };
}

const isNameOf =
  ({ name }: Table) =>
  (token: Token): boolean =>
    nameOfToken(token) === name;

function canonicalTable(
  model: Table,
  site: Site,
  domains: readonly Domain[],
  models: Pick<Schema, "unsaid">,
): Table {
  const { table } = site;
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  const checks = matchMembers(model.checks, table.checks, (check) => mentions(check.expression, table));
  const exclusions = matchMembers(model.exclusions, table.exclusions, (one) => sortedLook(one, table));
  const policies = matchMembers(model.policies, table.policies, (policy) => policyLook(policy, table));
  const indexes = matchIndexes(model.indexes, table);
  const settled = model.columns.map((column) => {
    const live = columns.get(column.name);
    return live === undefined
      ? column
      : withCollation(canonicalColumn(column, live, site), live, domains, models);
  });
  const sorting = { ...site, collations: new Map(settled.map(({ name, collation }) => [name, collation])) };
  return {
    ...model,
    ...canonicalPartitionKey(model, sorting, settled, domains),
    columns: settled,
    checks: model.checks.map((check) => canonicalCheck(check, checks.get(check), site)),
    exclusions: model.exclusions.map((exclusion) => {
      const live = exclusions.get(exclusion);
      return live === undefined ? exclusion : canonicalExclusion(exclusion, live, sorting);
    }),
    policies: model.policies.map((policy) => canonicalPolicy(policy, policies.get(policy), site)),
    indexes: model.indexes.map((index) => {
      const live = indexes.get(index);
      return live === undefined
        ? index
        : withoutOwnCollations(canonicalIndex(index, live, sorting), settled, domains);
    }),
  };
}

function canonicalColumn(model: Column, live: Column, site: Site): Column {
  const where = `${showName(site.table)}.${model.name}`;
  const type = canonicalText(model.type, live.type, `type of ${where}`, { kind: "type" }, site);
  // A type that the server has yet to judge is taken for the same, so that it is asked about the default too.
  const assumed = type === model.type ? live.type : type;
  return {
    ...model,
    type,
    ...canonicalDefault({ ...model, type: assumed, becomes: type }, live, where, site),
    ...canonicalGenerated(model, live, where, site),
  };
}

function canonicalGenerated(
  { generated }: Column,
  live: Column,
  where: string,
  site: Site,
): Pick<Column, "generated"> {
  if (generated === undefined || live.generated === undefined) return {};
  const what = `generated column ${where}`;
  const expression = canonicalText(generated.expression, live.generated.expression, what, EXPRESSION, site);
  return { generated: { ...generated, expression } };
}

function canonicalCheck(check: Check, live: Check | undefined, site: Site): Check {
  if (live === undefined) return check;
  const what = `check ${check.name} on ${showName(site.table)}`;
  return { ...check, expression: canonicalText(check.expression, live.expression, what, EXPRESSION, site) };
}

export const EXPRESSION: Slot = { kind: "expression" };

/** A text of the models with its canonical form, given its counterpart in the database. */
export function canonicalText(model: SqlText, live: SqlText, where: string, slot: Slot, site: Site): SqlText {
  if (live.canonical === undefined || model.canonical === live.canonical) return model;
  const pair = {
    where,
    slot,
    table: site.table,
    written: spelling(model),
    canonical: canonicalSpelling(live),
  };
  const canonical = site.judge(pair);
  return canonical === undefined ? model : comparedAs(model, canonical);
}
