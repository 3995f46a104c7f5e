import { NEEDS_QUOTES } from "@limbeck/model";

/** A name as `quote_identifier` of the server writes it: in quotes only where it needs them. */
export function quoteIdentifier(name: string): string {
  const plain = /^[a-z_][a-z0-9_]*$/.test(name) && !NEEDS_QUOTES.has(name);
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}
