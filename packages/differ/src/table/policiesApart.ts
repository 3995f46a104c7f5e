import { type Policy, sameName, type Schema } from "@limbeck/model";
import { type Operation, type Ref, ref } from "@limbeck/operations";

import { createPolicy, dropPolicy } from "./policies.ts";

/** The same operations, where the policies of `apart` are dropped and made again, with their comments, rather than altered. */
export function policiesApart(
  operations: readonly Operation[],
  apart: ReadonlySet<Ref>,
  { before, after }: { readonly before: Schema; readonly after: Schema },
): readonly Operation[] {
  return operations.flatMap((op) => {
    if (comments(op, apart)) return [];
    if (op.kind !== "alterPolicy" || !apart.has(ref.policy(op.table, op.name))) return [op];
    return [
      ...policiesOf(before, op).map((policy) => dropPolicy(op.table, policy)),
      ...policiesOf(after, op).map((policy) => createPolicy(op.table, policy)),
    ];
  });
}

type AlterPolicy = Extract<Operation, { readonly kind: "alterPolicy" }>;

function policiesOf({ tables }: Schema, { table, name }: AlterPolicy): readonly Policy[] {
  return tables
    .filter((one) => sameName(one, table))
    .flatMap(({ policies }) => policies.filter((policy) => policy.name === name));
}

function comments(op: Operation, apart: ReadonlySet<Ref>): boolean {
  if (op.kind !== "objectComment" || !("policy" in op.target)) return false;
  return apart.has(ref.policy(op.target.table, op.target.policy));
}
