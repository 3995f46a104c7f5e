import { type Connection, onDialect } from "@limbeck/database";
import { ROLE_WORDS, type Schema } from "@limbeck/model";
import { type Operation, quoteIdentifier, quoteString } from "@limbeck/operations";

/**
 * The roles that policies name and that neither the schemas nor the operations make. They belong to the user's server: a scratch
 * database has to stand in for it.
 */
export function policyRolesOf(schemas: readonly Schema[], ops: readonly Operation[] = []): readonly string[] {
  const policies = schemas.flatMap(({ tables }) => tables.flatMap((table) => table.policies));
  const named = [...policies.map(({ roles }) => roles ?? []), ...ops.map(rolesIn)].flat();
  const made = new Set(madeRoles(schemas, ops));
  return [...new Set(named)].filter((role) => role !== "public" && !ROLE_WORDS.has(role) && !made.has(role));
}

function rolesIn(op: Operation): readonly string[] {
  if (op.kind === "createPolicy") return op.definition.roles ?? [];
  if (op.kind === "alterPolicy") return [...(op.changes.to?.from ?? []), ...(op.changes.to?.to ?? [])];
  return [];
}

/** The names of the roles that schemas have and that operations make, change or drop. */
export function madeRoles(schemas: readonly Schema[], ops: readonly Operation[] = []): readonly string[] {
  const changed = ops.flatMap((op) =>
    op.kind === "createRole" || op.kind === "alterRole" || op.kind === "dropRole" ? [op.name] : [],
  );
  return [...new Set([...schemas.flatMap(({ roles }) => roles.map(({ name }) => name)), ...changed])];
}

/** Whether there is a role in question that is not the server's own. */
export function namesRoles(schemas: readonly Schema[], ops: readonly Operation[]): boolean {
  return policyRolesOf(schemas, ops).length + madeRoles(schemas, ops).length > 0;
}

/** The schema with these roles only: whatever else the cluster has is nobody's business. */
export function withRoles(schema: Schema, names: readonly string[]): Schema {
  return { ...schema, roles: schema.roles.filter(({ name }) => names.includes(name)) };
}

/** Makes the roles that are not there yet; they may do nothing. SQLite has none: what a text of it seemed to name is a table. */
export function standInForRoles(connection: Connection, roles: readonly string[]): Promise<void> {
  return onDialect(connection, {
    postgres: (own) => makeRoles(own, roles),
    sqlite: () => Promise.resolve(),
  });
}

async function makeRoles(connection: Connection, roles: readonly string[]): Promise<void> {
  // Names that begin with pg_ are the server's own, and nobody may make one.
  for (const role of roles.filter((name) => !name.startsWith("pg_"))) {
    const create = `IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteString(role)}) THEN CREATE ROLE ${quoteIdentifier(role)}; END IF;`;
    await connection.execute(`DO ${quoteString(`BEGIN ${create} END`)}`);
  }
}
