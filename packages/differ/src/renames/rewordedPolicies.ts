import { nameOf, type Policy, type Schema, spelling, type SqlText } from "@limbeck/model";
import { type Ref, ref } from "@limbeck/operations";

/** Policies by what they are called, table and all. */
export type PoliciesByRef = ReadonlyMap<Ref, Policy>;

/**
 * The policies in which a rename left the result of a sub-select its name, as in `SELECT users.group_id AS team`. One who writes it anew means
 * no such name, and nobody can ask for his words while the column is called as it was.
 */
export function rewordedPolicies(before: Schema, after: Schema): PoliciesByRef {
  const was = policiesOf(before);
  // A rename leaves each where it stands in the list.
  return new Map(policiesOf(after).filter(([, policy], at) => namesIn(policy) > namesIn(was[at]?.[1])));
}

function policiesOf({ tables }: Schema): readonly (readonly [Ref, Policy])[] {
  return tables.flatMap((table) =>
    table.policies.map((policy) => [ref.policy(nameOf(table), policy.name), policy] as const),
  );
}

function namesIn(policy: Policy | undefined): number {
  const texts = [policy?.using, policy?.withCheck].filter((text): text is SqlText => text !== undefined);
  return texts.flatMap((text) => [...spelling(text).matchAll(/ AS /g)]).length;
}

/** A schema in which those policies have no conditions. */
export function withoutConditions(schema: Schema, policies: PoliciesByRef): Schema {
  return mapPolicies(schema, policies, ({ using: _, withCheck: __, ...policy }) => policy);
}

/** A schema in which they have their conditions again. */
export function withConditions(bare: Schema, policies: PoliciesByRef): Schema {
  return mapPolicies(bare, policies, (policy, { using, withCheck }) => ({
    ...policy,
    ...(using === undefined ? {} : { using }),
    ...(withCheck === undefined ? {} : { withCheck }),
  }));
}

function mapPolicies(
  schema: Schema,
  policies: PoliciesByRef,
  map: (policy: Policy, whole: Policy) => Policy,
): Schema {
  if (policies.size === 0) return schema;
  return {
    ...schema,
    tables: schema.tables.map((table) => ({
      ...table,
      policies: table.policies.map((policy) => {
        const whole = policies.get(ref.policy(nameOf(table), policy.name));
        return whole === undefined ? policy : map(policy, whole);
      }),
    })),
  };
}
