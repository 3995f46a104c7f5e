import {
  type Column,
  type Default,
  type Index,
  type PartitionKey,
  type SqlText,
  type Table,
} from "@limbeck/model";

/** A table with each expression in it in other words: of its partition key, columns, checks, exclusions, indexes and policies. */
export function mapTexts(table: Table, text: (value: SqlText) => SqlText): Table {
  const { partitionBy } = table;
  return {
    ...table,
    ...(partitionBy === undefined ? {} : { partitionBy: mapPartitionKey(partitionBy, text) }),
    columns: table.columns.map((column) => mapColumn(column, text)),
    ...(table.partitionColumns === undefined
      ? {}
      : {
          partitionColumns: table.partitionColumns.map(({ default: value, ...rest }) => ({
            ...rest,
            ...(value === undefined ? {} : { default: value === null ? null : mapDefault(value, text) }),
          })),
        }),
    checks: table.checks.map((check) => ({ ...check, expression: text(check.expression) })),
    exclusions: table.exclusions.map((one) => ({
      ...one,
      elements: one.elements.map((element) =>
        element.kind === "expression" ? { ...element, expression: text(element.expression) } : element,
      ),
      ...(one.where === undefined ? {} : { where: text(one.where) }),
    })),
    indexes: table.indexes.map((index) => mapIndexTexts(index, text)),
    policies: mapPolicyTexts(table, text).policies,
  };
}

/** A table with its policies in other words. */
export function mapPolicyTexts(table: Table, text: (value: SqlText) => SqlText): Table {
  const policies = table.policies.map((policy) => ({
    ...policy,
    ...(policy.using === undefined ? {} : { using: text(policy.using) }),
    ...(policy.withCheck === undefined ? {} : { withCheck: text(policy.withCheck) }),
  }));
  return { ...table, policies };
}

/** An index with each expression in it in other words. */
export function mapIndexTexts(index: Index, text: (value: SqlText) => SqlText): Index {
  return {
    ...index,
    elements: index.elements.map((element) =>
      element.kind === "expression" ? { ...element, expression: text(element.expression) } : element,
    ),
    ...(index.where === undefined ? {} : { where: text(index.where) }),
  };
}

function mapColumn(column: Column, text: (value: SqlText) => SqlText): Column {
  const { default: value, generated } = column;
  return {
    ...column,
    ...(value === undefined ? {} : { default: mapDefault(value, text) }),
    ...(generated === undefined
      ? {}
      : { generated: { ...generated, expression: text(generated.expression) } }),
  };
}

function mapDefault(value: Default, text: (value: SqlText) => SqlText): Default {
  switch (value.kind) {
    case "serial":
      return value;
    case "expression":
      return { ...value, ...text(value) };
    case "literal": {
      const { canonical } = value;
      const said = canonical === undefined ? undefined : text({ canonical }).canonical;
      return said === undefined ? value : { ...value, canonical: said };
    }
  }
}

function mapPartitionKey(key: PartitionKey, text: (value: SqlText) => SqlText): PartitionKey {
  return {
    ...key,
    elements: key.elements.map((element) =>
      element.kind === "expression" ? { ...element, expression: text(element.expression) } : element,
    ),
  };
}
