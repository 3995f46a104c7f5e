import { type QualifiedName, type Routine } from "@limbeck/model";

import { listedIn } from "../sql/function.ts";
import { unquote } from "../sql/type.ts";

/** What a name in the body of a routine may mean. */
export type Meant = (name: QualifiedName) => readonly QualifiedName[];

/** Without a namespace, one of the routine's own `search_path` too. A body in standard SQL is printed with all namespaces. */
export function onPath({ set, standardBody }: Routine): Meant {
  const path = standardBody === undefined ? listedIn(set?.["search_path"] ?? "").map(unquote) : [];
  const schemas = path.filter((schema) => schema !== "public");
  return (name) =>
    name.schema === undefined ? [name, ...schemas.map((schema) => ({ ...name, schema }))] : [name];
}
