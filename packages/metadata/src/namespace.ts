import { type Namespace, truncateName } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type DrizzleSchema } from "./drizzle/objectShape.ts";

export function readNamespace(schema: DrizzleSchema): Namespace {
  return { name: truncateName(schema.schemaName), ...commentOf(schema) };
}
