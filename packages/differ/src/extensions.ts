import { type Extension, type Schema } from "@limbeck/model";
import { defined, type Operation } from "@limbeck/operations";

import { objectComment } from "./comments.ts";

/** The target with the place and the version that an extension has, wherever its author named none. */
export function adoptExtensions(before: Schema, after: Schema): Schema {
  const old = new Map(before.extensions.map((extension) => [extension.name, extension]));
  const goes = goingNamespaces(before, after);
  const extensions = after.extensions.map(({ anywhere, ...extension }): Extension => {
    const was = old.get(extension.name);
    if (was === undefined) return extension;
    const version = extension.version === undefined ? was : extension;
    return defined({
      name: extension.name,
      schema: placeOf(was, defined({ ...extension, anywhere }), goes),
      version: version.version,
      usualVersion: version.usualVersion,
      comment: extension.comment,
      members: was.members,
    });
  });
  return { ...after, extensions };
}

/** The extensions that stand in another namespace than they should: what they bring along goes with them. */
export function movedExtensions(
  before: Schema,
  after: Schema,
): readonly Extract<Operation, { readonly kind: "alterExtension" }>[] {
  const old = new Map(before.extensions.map((extension) => [extension.name, extension]));
  const goes = goingNamespaces(before, after);
  return after.extensions.flatMap((extension) => {
    const was = old.get(extension.name);
    if (was === undefined) return [];
    const [from, to] = [was.schema ?? null, placeOf(was, extension, goes) ?? null];
    return from === to ? [] : [{ kind: "alterExtension", name: extension.name, schema: { from, to } }];
  });
}

/** The extensions with what they bring along, where only the other side has read that. */
export function withMembers(schema: Schema, other: Schema): Schema {
  const known = new Map(other.extensions.map(({ name, members }) => [name, members]));
  const extensions = schema.extensions.map((extension) =>
    defined({ ...extension, members: extension.members ?? known.get(extension.name) }),
  );
  return { ...schema, extensions };
}

/** One that stands in a namespace that goes cannot stay there, wherever it may stand. */
function placeOf(was: Extension, extension: Extension, goes: ReadonlySet<string>): string | undefined {
  const stays = extension.anywhere === true && !goes.has(was.schema ?? "");
  return stays ? was.schema : extension.schema;
}

function goingNamespaces(before: Schema, after: Schema): ReadonlySet<string> {
  const stay = new Set(after.namespaces.map(({ name }) => name));
  return new Set(before.namespaces.flatMap(({ name }) => (stay.has(name) ? [] : [name])));
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
  const version = changedVersion(before, after);
  const comment = objectComment({ extension: after.name }, before, after);
  if (schema === undefined && version === undefined) return comment;
  return [defined({ kind: "alterExtension" as const, name: after.name, schema, version }), ...comment];
}

/** Each server has its own usual version, and mostly no other one's: between those of two servers nobody has chosen. */
function changedVersion(
  before: Extension,
  after: Extension,
): { readonly from: string; readonly to: string } | undefined {
  if (before.version === undefined || after.version === undefined || before.version === after.version)
    return undefined;
  if (before.usualVersion === true && after.usualVersion === true) return undefined;
  return { from: before.version, to: after.version };
}
