import { type Namespace, type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { objectComment } from "./comments.ts";

export function diffNamespaces(before: Schema, after: Schema): readonly Operation[] {
  const old = new Map(before.namespaces.map((namespace) => [namespace.name, namespace]));
  const names = new Set(after.namespaces.map(({ name }) => name));
  const kept = after.namespaces.flatMap((namespace): readonly Operation[] => {
    const was = old.get(namespace.name);
    return was === undefined
      ? [{ kind: "createSchema", namespace }]
      : objectComment({ schema: namespace.name }, was, namespace);
  });
  const dropped = before.namespaces
    .filter(({ name }) => !names.has(name))
    .map((namespace): Operation => ({ kind: "dropSchema", namespace }));
  return [...kept, ...dropped, ...defaultComment(before.defaultNamespace, after.defaultNamespace)];
}

function defaultComment(before: Namespace | undefined, after: Namespace | undefined): readonly Operation[] {
  const name = (after ?? before)?.name;
  return name === undefined ? [] : objectComment({ schema: name }, before ?? {}, after ?? {});
}
