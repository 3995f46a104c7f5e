/** A name as SQL writes it, always quoted: the few lines of SQL that this package makes itself are read by no one. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as a SQL literal, whatever `standard_conforming_strings` says. */
export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes("\\") ? `E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}

/** Several names as one `text[]`. */
export function textArray(names: readonly string[]): string {
  return `ARRAY[${names.map(quoteLiteral).join(", ")}]::text[]`;
}
