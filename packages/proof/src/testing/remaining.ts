import { type Connection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { canonicalise, type Introspection } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { describe, type Operation } from "@limbeck/operations";

import { differencesFrom } from "../compare.ts";

/** What a comparison with models finds on a database that should be them, in words. */
export async function remaining(
  connection: Connection,
  found: Introspection,
  models: Schema,
  where: string,
): Promise<readonly string[]> {
  const operations = await differencesFrom(connection, found, models, true);
  return operations.map((operation) => `a comparison at ${where} finds: ${describe(operation)}`);
}

/** What makes a database that has been read the models. */
export async function operationsTo(
  connection: Connection,
  { schema: database, serverVersion }: Introspection,
  models: Schema,
): Promise<readonly Operation[]> {
  const settled = await canonicalise({ models, database, connection });
  return diff(settled.database, settled.models, { serverVersion });
}
