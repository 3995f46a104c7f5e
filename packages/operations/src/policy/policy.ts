import { type Policy, showName } from "@limbeck/model";

import { listOf } from "../constraint/family.ts";
import { type Hazard } from "../hazard.ts";
import { ifExistsSql } from "../ifExists.ts";
import { policy as read, type PolicyInput, policyInput } from "../input/policyInput.ts";
import { createMember, dropMember, type MemberFamily } from "../member.ts";
import { ref } from "../ref.ts";
import { createPolicySql, policyOn } from "../sql/policy.ts";
import { everyColumn } from "../table/touches.ts";
import { alterPolicyOperations } from "./alterPolicy.ts";
import { renamePolicyOperations } from "./renamePolicy.ts";
import { policyNeeds, roleRefs } from "./touches.ts";

const family: MemberFamily<"createPolicy", "dropPolicy", Policy, PolicyInput> = {
  create: "createPolicy",
  drop: "dropPolicy",
  noun: "policy",
  read,
  show: policyInput,
  ...listOf("policies"),
  makes: (table, { name }) => [ref.policy(table, name)],
  needs: (table, policy) => [everyColumn(table), ...roleRefs(policy.roles), ...policyNeeds(policy)],
  createSql: createPolicySql,
  dropSql: (table, name, options) => [`DROP POLICY ${ifExistsSql(options)}${policyOn(table, name)}`],
};

const dropPolicy = dropMember(family);

export const policyOperations = {
  /** Adds a row-level security policy: ``op.createPolicy("tasks", { name: "own", to: ["app"], using: sql`owner = current_user` })``. */
  createPolicy: createMember(family),
  /** Drops a policy. Without a permissive one nobody but the owner sees a row of the table. */
  dropPolicy: {
    ...dropPolicy,
    hazards: (op: Parameters<typeof dropPolicy.hazards>[0]): readonly Hazard[] =>
      op.definition?.restrictive === true
        ? [
            {
              code: "opens-rows",
              message: `drops restrictive policy ${op.name} on ${showName(op.table)}: opens the rows that it hid`,
            },
          ]
        : [],
  },
  ...alterPolicyOperations,
  ...renamePolicyOperations,
};
