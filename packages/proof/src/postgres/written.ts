import {
  canonicalType,
  type Column,
  type Default,
  type Domain,
  type DomainDefault,
  type IndexElement,
  mapStateTypes,
  type Routine,
  routineType as typeOfRoutine,
  type Schema,
  type SqlText,
  spelling,
  type Table,
} from "@limbeck/model";

/** `asWritten` for PostgreSQL. */
export function asWrittenOnPostgres(schema: Schema): Schema {
  return {
    ...schema,
    domains: schema.domains.map(domain),
    composites: schema.composites.map((composite) => ({
      ...composite,
      attributes: composite.attributes.map((attribute) => ({ ...attribute, type: type(attribute.type) })),
    })),
    ranges: schema.ranges.map((range) => ({ ...range, subtype: type(range.subtype) })),
    functions: schema.functions.map(routine),
    triggers: schema.triggers.map((trigger) => ({
      ...trigger,
      ...(trigger.when === undefined ? {} : { when: text(trigger.when) }),
    })),
    tables: schema.tables.map(table),
    views: schema.views.map((view) => ({ ...view, query: text(view.query) })),
  };
}

const text = (value: SqlText): SqlText => ({ written: spelling(value) });

function type(value: SqlText): SqlText {
  const canonical = canonicalType(spelling(value)) ?? value.canonical;
  return canonical === undefined ? text(value) : { written: spelling(value), canonical };
}

/** The server forgets the arguments of a type here, so that they are no part of a function's key. */
function routineType(value: SqlText): SqlText {
  return { ...type(value), ...typeOfRoutine(spelling(value)) };
}

function routine(item: Routine): Routine {
  return {
    ...item,
    arguments: item.arguments.map((argument) => ({
      ...argument,
      type: routineType(argument.type),
      ...(argument.default === undefined ? {} : { default: text(argument.default) }),
    })),
    ...(item.returns === undefined ? {} : { returns: routineType(item.returns) }),
    ...(item.standardBody === undefined ? {} : { standardBody: text(item.standardBody) }),
    ...(item.aggregate === undefined ? {} : { aggregate: mapStateTypes(item.aggregate, routineType) }),
  };
}

function defaultValue(value: Default): Default {
  return value.kind === "serial" ? value : domainDefault(value);
}

function domain({ default: value, ...item }: Domain): Domain {
  return {
    ...item,
    type: type(item.type),
    ...(value === undefined ? {} : { default: domainDefault(value) }),
    checks: item.checks.map((check) => ({ ...check, expression: text(check.expression) })),
  };
}

function domainDefault(value: DomainDefault): DomainDefault {
  return value.kind === "literal"
    ? { kind: "literal", value: value.value }
    : { kind: "expression", ...text(value) };
}

function column(item: Column): Column {
  return {
    ...item,
    type: type(item.type),
    ...(item.default === undefined ? {} : { default: defaultValue(item.default) }),
    ...(item.generated === undefined
      ? {}
      : { generated: { ...item.generated, expression: text(item.generated.expression) } }),
  };
}

function table(item: Table): Table {
  return {
    ...item,
    columns: item.columns.map(column),
    checks: item.checks.map((check) => ({ ...check, expression: text(check.expression) })),
    exclusions: item.exclusions.map((exclusion) => ({
      ...exclusion,
      elements: exclusion.elements.map(element),
      ...predicate(exclusion),
    })),
    policies: item.policies.map((policy) => ({
      ...policy,
      ...(policy.using === undefined ? {} : { using: text(policy.using) }),
      ...(policy.withCheck === undefined ? {} : { withCheck: text(policy.withCheck) }),
    })),
    indexes: item.indexes.map((index) => ({
      ...index,
      elements: index.elements.map(element),
      ...predicate(index),
    })),
  };
}

function element<T extends IndexElement>(item: T): T {
  return item.kind === "column" ? item : { ...item, expression: text(item.expression) };
}

function predicate({ where }: { readonly where?: SqlText }): { readonly where?: SqlText } {
  return where === undefined ? {} : { where: text(where) };
}
