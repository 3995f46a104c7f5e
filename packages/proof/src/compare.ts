import { type Connection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { canonicalise, introspect, type Introspection } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { madeRoles, withRoles } from "./roles.ts";

export interface CompareOptions {
  /** Whether the expected schema says which comments there are. */
  readonly comments: boolean;
  readonly defaultSchema?: string;
  /** Whether tables in which other tools keep their state are compared like any other. */
  readonly othersBookkeeping?: boolean;
  /** Names of roles that are compared too, beside those of the expected schema. */
  readonly roles?: readonly string[];
}

/** What would have to be done to a database to make it the expected schema: nothing where they are equal. */
export async function differences(
  connection: Connection,
  expected: Schema,
  { comments, defaultSchema = "public", othersBookkeeping = false, roles = [] }: CompareOptions,
): Promise<readonly Operation[]> {
  const found = await introspect(connection, {
    allSchemas: true,
    defaultSchema,
    othersBookkeeping,
    roles: true,
  });
  const schema = withRoles(found.schema, [...madeRoles([expected]), ...roles]);
  return differencesFrom(connection, { ...found, schema }, expected, comments);
}

/** The same for a database that has been read. */
export async function differencesFrom(
  connection: Connection,
  found: Introspection,
  expected: Schema,
  comments: boolean,
): Promise<readonly Operation[]> {
  const settled = await canonicalise({ models: expected, database: found.schema, connection });
  return diff(settled.database, settled.models, { comments, serverVersion: found.serverVersion });
}
