import { type Named } from "./constraint.ts";
import { type SqlText } from "./sqlText.ts";

/** The commands that a policy can be for, beside all of them. */
export type PolicyCommand = "select" | "insert" | "update" | "delete";

/** A row-level security policy. It lives in its table, and its name is unique there. */
export interface Policy extends Named {
  /** It narrows what the permissive ones let through. Absent: permissive. */
  readonly restrictive?: true;
  /** Absent: all commands. */
  readonly command?: PolicyCommand;
  /** Names of roles, sorted, or the words of `ROLE_WORDS`. Absent: everybody (`TO PUBLIC`). */
  readonly roles?: readonly string[];
  readonly using?: SqlText;
  readonly withCheck?: SqlText;
}

/** What stands for whoever makes the policy: the server keeps the name of that role instead (CREATE POLICY). */
export const ROLE_WORDS: ReadonlySet<string> = new Set(["current_user", "current_role", "session_user"]);

/** The roles of a policy as it keeps them: each once, sorted; nothing where everybody is among them. */
export function policyRoles(roles: readonly string[]): readonly string[] | undefined {
  const names = [...new Set(roles)].sort();
  return names.length === 0 || names.includes("public") ? undefined : names;
}
