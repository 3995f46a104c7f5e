import { type Policy, type PolicyCommand, policyRoles } from "@limbeck/model";

import { defined } from "./defined.ts";
import { type Sql, sqlInput, sqlText } from "./sqlInput.ts";

/** A policy as CREATE POLICY and Drizzle's `pgPolicy` say it. */
export interface PolicyInput {
  readonly name: string;
  /** Absent: permissive. */
  readonly as?: "permissive" | "restrictive";
  /** Absent: all commands. */
  readonly for?: "all" | PolicyCommand;
  /** Names of roles; `current_user`, `current_role` and `session_user` stand for whoever runs it. Absent: everybody. */
  readonly to?: readonly string[];
  readonly using?: Sql;
  readonly withCheck?: Sql;
  readonly comment?: string;
}

export function policy({ name, as, for: command, to, using, withCheck, comment }: PolicyInput): Policy {
  return defined({
    name,
    restrictive: as === "restrictive" ? (true as const) : undefined,
    command: command === "all" ? undefined : command,
    roles: policyRoles(to ?? []),
    using: using && sqlText(using),
    withCheck: withCheck && sqlText(withCheck),
    comment,
  });
}

export function policyInput(shown: Policy): PolicyInput {
  const { name, restrictive, command, roles, using, withCheck, comment } = shown;
  return defined({
    name,
    as: restrictive === true ? ("restrictive" as const) : undefined,
    for: command,
    to: roles,
    using: using && sqlInput(using),
    withCheck: withCheck && sqlInput(withCheck),
    comment,
  });
}
