import { type Connection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { emptySchema, type Schema } from "@limbeck/model";
import { compile, type Operation } from "@limbeck/operations";

/** Makes a schema on an empty database. Throws what the server says where it lacks something, such as a type. */
export async function build(connection: Connection, schema: Schema): Promise<void> {
  for (const op of diff(emptySchema(schema.dialect), schema, { serverVersion: connection.server.version })) {
    for (const sql of statementsOf(op, connection)) await connection.execute(sql);
  }
}

/** The statements of an operation; none for what only a run can do. */
export function statementsOf(op: Operation, { dialect, server }: Connection): readonly string[] {
  const plan = compile(op, dialect, server);
  return plan.kind === "statements" ? plan.statements.map(({ sql }) => sql) : [];
}
