/** The statement with its semicolon, which a comment at its end must not swallow. */
export function ended(sql: string): string {
  const text = sql.trimEnd();
  const last = text.slice(text.lastIndexOf("\n") + 1);
  if (last.includes("--")) return `${text}\n;`;
  return text.endsWith(";") ? text : `${text};`;
}
