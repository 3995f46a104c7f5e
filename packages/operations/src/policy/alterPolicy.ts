import {
  type Policy,
  policyRoles,
  type QualifiedName,
  showName,
  spelling,
  type SqlText,
} from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ChangeInput, changeInput, readChange } from "../input/changeInput.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type Sql, sqlInput, sqlText } from "../input/sqlInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { changeTable, replaceOne } from "../schemaChange.ts";
import { policyOn, rolesSql } from "../sql/policy.ts";
import { everyColumn } from "../table/touches.ts";
import { policyNeeds, roleRefs } from "./touches.ts";

/** What ALTER POLICY can change. It cannot take USING or WITH CHECK away: such a policy is dropped and made again. */
export interface PolicyChanges {
  /** Names of roles; everybody is `["public"]`. */
  readonly to?: Change<readonly string[]>;
  readonly using?: Change<SqlText>;
  readonly withCheck?: Change<SqlText>;
}

export interface AlterPolicy {
  readonly kind: "alterPolicy";
  readonly table: QualifiedName;
  readonly name: string;
  readonly changes: PolicyChanges;
}

export interface PolicyChangesInput {
  readonly to?: ChangeInput<readonly string[]>;
  readonly using?: ChangeInput<Sql>;
  readonly withCheck?: ChangeInput<Sql>;
}

const same = <T>(value: T): T => value;

export const alterPolicyOperations = {
  /** Changes the roles or the conditions of a policy: ``op.alterPolicy("tasks", "own", { using: { from: sql`a`, to: sql`b` } })``. */
  alterPolicy: operation({
    directive: (table: NameInput, name: string, changes: PolicyChangesInput): AlterPolicy => ({
      kind: "alterPolicy",
      table: qualifiedName(table),
      name,
      changes: defined({
        to: changes.to && readChange(changes.to, same),
        using: changes.using && readChange(changes.using, sqlText),
        withCheck: changes.withCheck && readChange(changes.withCheck, sqlText),
      }),
    }),
    args: ({ table, name, changes }): [NameInput, string, PolicyChangesInput] => [
      nameInput(table),
      name,
      defined({
        to: changes.to && changeInput(changes.to, same),
        using: changes.using && changeInput(changes.using, sqlInput),
        withCheck: changes.withCheck && changeInput(changes.withCheck, sqlInput),
      }),
    ],
    reverse: (op): AlterPolicy | Irreversible => reverseAlter(op),
    describe: (op) => `policy ${op.name} on ${showName(op.table)}: ${changedParts(op.changes)} changed`,
    apply: (schema, op) =>
      changeTable(schema, op.table, (table) => ({
        ...table,
        policies: replaceOne(
          table.policies,
          ({ name }) => name === op.name,
          (policy) => changedPolicy(policy, op.changes),
          `policy ${op.name} on ${showName(op.table)}`,
        ),
      })),
    touches: ({ table, name, changes: { to, using, withCheck } }) => ({
      makes: [],
      breaks: [],
      needs: [
        ref.relation(table),
        everyColumn(table),
        ref.policy(table, name),
        ...roleRefs(to?.to).filter(isOther),
        ...policyNeeds(defined({ using: using?.to, withCheck: withCheck?.to })),
      ],
      // The roles and functions that it leaves cannot go before it has left them.
      needsOld: [
        ...roleRefs(to?.from).filter(isOther),
        ...policyNeeds(defined({ using: using?.from, withCheck: withCheck?.from })),
      ],
    }),
    hazards: noHazards,
    compile: { postgres: (op) => statements(alterSql(op)), sqlite: notOnSqlite("row-level security") },
  }),
};

const PUBLIC = ref.role("public");
const isOther = (role: string): boolean => role !== PUBLIC;

function reverseAlter(op: AlterPolicy): AlterPolicy | Irreversible {
  const { to, using, withCheck } = op.changes;
  const back = defined({
    to: to && reverseChange(to),
    using: using && reverseChange(using),
    withCheck: withCheck && reverseChange(withCheck),
  });
  return Object.keys(back).length < Object.keys(op.changes).length
    ? irreversible(`what policy ${op.name} on ${showName(op.table)} said is not known`)
    : { ...op, changes: back };
}

function changedParts({ to, using, withCheck }: PolicyChanges): string {
  const parts = [
    ...(to === undefined ? [] : ["roles"]),
    ...(using === undefined ? [] : ["USING"]),
    ...(withCheck === undefined ? [] : ["WITH CHECK"]),
  ];
  return parts.join(", ");
}

function changedPolicy(policy: Policy, { to, using, withCheck }: PolicyChanges): Policy {
  const { roles, ...rest } = policy;
  return defined({
    ...rest,
    roles: to === undefined ? roles : policyRoles(to.to),
    using: using?.to ?? rest.using,
    withCheck: withCheck?.to ?? rest.withCheck,
  });
}

function alterSql({ table, name, changes: { to, using, withCheck } }: AlterPolicy): string {
  return [
    `ALTER POLICY ${policyOn(table, name)}`,
    ...(to === undefined ? [] : [`TO ${rolesSql(to.to)}`]),
    ...(using === undefined ? [] : [`USING (${spelling(using.to)})`]),
    ...(withCheck === undefined ? [] : [`WITH CHECK (${spelling(withCheck.to)})`]),
  ].join(" ");
}
