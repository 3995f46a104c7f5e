/**
 * A name with its PostgreSQL schema. `schema` is absent for the default one: the namespace that unqualified names
 * resolve to, `public` unless the configuration says otherwise.
 */
export interface QualifiedName {
  readonly schema?: string;
  readonly name: string;
}

/** PostgreSQL keeps 63 bytes of a name (NAMEDATALEN - 1, PostgreSQL manual 4.1.1). */
const NAME_BYTES = 63;

const ASCII = /^[ -~]*$/;

/** The name as the server stores it: cut to 63 bytes, or fewer, never in the middle of a character. */
export function truncateName(name: string, most: number = NAME_BYTES): string {
  // A UTF-16 unit takes three bytes at most, so that nearly every name is seen to fit without being encoded.
  if (name.length * 3 <= most || (name.length <= most && ASCII.test(name))) return name;
  const bytes = new TextEncoder().encode(name);
  if (bytes.length <= most) return name;
  let end = most;
  // A UTF-8 continuation byte starts with the bits 10; a cut in front of one would split its character.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return new TextDecoder().decode(bytes.subarray(0, end));
}

/** A text that is equal for equal names and for nothing else; for maps and sorting, never shown. */
export function nameKey({ schema, name }: QualifiedName): string {
  return JSON.stringify(schema === undefined ? [name] : [schema, name]);
}

/** The name as people read it: `users`, `auth.users`. */
export function showName({ schema, name }: QualifiedName): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

export function sameName(a: QualifiedName, b: QualifiedName): boolean {
  return a.schema === b.schema && a.name === b.name;
}

/** Only the name of something that has more: what a reference to it holds. */
export function nameOf({ schema, name }: QualifiedName): QualifiedName {
  return schema === undefined ? { name } : { schema, name };
}
