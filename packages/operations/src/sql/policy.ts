import { type Policy, type QualifiedName, ROLE_WORDS, spelling } from "@limbeck/model";

import { commentStatements } from "./comment.ts";
import { quoteIdentifier, quoteName } from "./identifier.ts";

/** CREATE POLICY, and the policy's comment. */
export function createPolicySql(table: QualifiedName, policy: Policy): readonly string[] {
  const { name, restrictive, command, roles, using, withCheck, comment } = policy;
  const clauses = [
    `CREATE POLICY ${policyOn(table, name)}`,
    ...(restrictive === true ? ["AS RESTRICTIVE"] : []),
    ...(command === undefined ? [] : [`FOR ${command.toUpperCase()}`]),
    ...(roles === undefined ? [] : [`TO ${rolesSql(roles)}`]),
    ...(using === undefined ? [] : [`USING (${spelling(using)})`]),
    ...(withCheck === undefined ? [] : [`WITH CHECK (${spelling(withCheck)})`]),
  ];
  return [clauses.join(" "), ...commentStatements({ table, policy: name }, comment)];
}

/** `"own" ON "tasks"` */
export function policyOn(table: QualifiedName, name: string): string {
  return `${quoteIdentifier(name)} ON ${quoteName(table)}`;
}

export function rolesSql(roles: readonly string[] | undefined): string {
  return (roles ?? ["public"])
    .map((role) => (role === "public" || ROLE_WORDS.has(role) ? role.toUpperCase() : quoteIdentifier(role)))
    .join(", ");
}

/** The flags of a new table. */
export function rowSecuritySql(
  table: QualifiedName & { readonly rowSecurity?: true; readonly forceRowSecurity?: true },
): readonly string[] {
  return [
    ...(table.rowSecurity === true ? [alterRowSecurity(table, "ENABLE")] : []),
    ...(table.forceRowSecurity === true ? [alterRowSecurity(table, "FORCE")] : []),
  ];
}

export function alterRowSecurity(
  table: QualifiedName,
  action: "ENABLE" | "DISABLE" | "FORCE" | "NO FORCE",
): string {
  return `ALTER TABLE ${quoteName(table)} ${action} ROW LEVEL SECURITY`;
}
