import { type Extension, type Schema } from "@limbeck/model";
import { defined, type Operation } from "@limbeck/operations";

import { objectComment } from "./comments.ts";

/**
 * The target with the place and the version that an extension has, wherever its author named none. One that stands in a namespace that goes
 * cannot stay there.
 */
export function adoptExtensions(before: Schema, after: Schema): Schema {
  const old = new Map(before.extensions.map((extension) => [extension.name, extension]));
  const stay = new Set(after.namespaces.map(({ name }) => name));
  const goes = new Set(before.namespaces.flatMap(({ name }) => (stay.has(name) ? [] : [name])));
  const extensions = after.extensions.map((extension): Extension => {
    const was = old.get(extension.name);
    if (was === undefined) return extension;
    const version = extension.version === undefined ? was : extension;
    return defined({
      name: extension.name,
      schema: extension.schema ?? (goes.has(was.schema ?? "") ? undefined : was.schema),
      version: version.version,
      usualVersion: version.usualVersion,
      comment: extension.comment,
    });
  });
  return { ...after, extensions };
}

export function diffExtensions(before: Schema, after: Schema): readonly Operation[] {
  const old = new Map(before.extensions.map((extension) => [extension.name, extension]));
  const names = new Set(after.extensions.map(({ name }) => name));
  return [
    ...after.extensions.flatMap((extension): readonly Operation[] => {
      const was = old.get(extension.name);
      return was === undefined ? [{ kind: "createExtension", extension }] : changed(was, extension);
    }),
    ...before.extensions
      .filter(({ name }) => !names.has(name))
      // They were made in this order, so one that requires another stands behind it.
      .reverse()
      .map((extension): Operation => ({ kind: "dropExtension", name: extension.name, extension })),
  ];
}

function changed(before: Extension, after: Extension): readonly Operation[] {
  const [from, to] = [before.schema ?? null, after.schema ?? null];
  const schema = from === to ? undefined : { from, to };
  const version =
    before.version === undefined || after.version === undefined || before.version === after.version
      ? undefined
      : { from: before.version, to: after.version };
  const comment = objectComment({ extension: after.name }, before, after);
  if (schema === undefined && version === undefined) return comment;
  return [defined({ kind: "alterExtension" as const, name: after.name, schema, version }), ...comment];
}
