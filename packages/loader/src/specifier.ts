/** Matches, in Go's regular expressions as in JavaScript's, what is neither a path nor a Windows drive. */
export const bareSpecifier = /^[^./\\]($|[^:]|:[^/\\])/;

/** The package of a bare specifier: `drizzle-orm` of `drizzle-orm/pg-core`, `@scope/name` of `@scope/name/deep`. */
export function packageName(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
