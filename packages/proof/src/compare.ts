import { type Connection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { canonicalise, introspect } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

export interface CompareOptions {
  /** Whether the expected schema says which comments there are. */
  readonly comments: boolean;
  readonly defaultSchema?: string;
}

/** What would have to be done to a database to make it the expected schema: nothing where they are equal. */
export async function differences(
  connection: Connection,
  expected: Schema,
  { comments, defaultSchema = "public" }: CompareOptions,
): Promise<readonly Operation[]> {
  const found = await introspect(connection, { allSchemas: true, defaultSchema });
  const settled = await canonicalise({ models: expected, database: found.schema, connection });
  return diff(settled.database, settled.models, { comments, serverVersion: found.serverVersion });
}
