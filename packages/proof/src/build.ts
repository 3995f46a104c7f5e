import { type Connection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { emptySchema, type Schema } from "@limbeck/model";

import { perform } from "./perform.ts";

/** Makes a schema on an empty database. Throws what the server says where it lacks something, such as a type. */
export async function build(connection: Connection, schema: Schema): Promise<void> {
  const { version } = connection.server;
  await perform(connection, diff(emptySchema(schema.dialect), schema, { serverVersion: version }));
}
