/** A name, or a name in a schema. */
export type PgPlacedName = string | { readonly schema?: string; readonly name: string };
