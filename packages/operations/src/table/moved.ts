import { type QualifiedName } from "@limbeck/model";

import { type Ref, ref, type Touches } from "../ref.ts";

/** The namespace of names that say none. */
export const DEFAULT_NAMESPACE = "public";

/** The name that something has in another namespace. */
export function movedTo({ name }: QualifiedName, namespace: string): QualifiedName {
  return namespace === DEFAULT_NAMESPACE ? { name } : { schema: namespace, name };
}

/** The namespace that something is in, also where its name does not say so. */
export function namespaceOf({ schema = DEFAULT_NAMESPACE }: QualifiedName): string {
  return schema;
}

/** What a move makes, breaks and needs; `refs` are those of the thing by its name. */
export function moveTouches(
  from: QualifiedName,
  namespace: string,
  refs: (name: QualifiedName) => Ref,
): Touches {
  const to = movedTo(from, namespace);
  const namespaces = [from, to].flatMap(({ schema }) => (schema === undefined ? [] : [schema]));
  return { makes: [refs(to)], breaks: [refs(from)], needs: namespaces.map(ref.namespace) };
}
