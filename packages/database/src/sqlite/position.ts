/**
 * Where in the statement a syntax error is, counted in characters from 1. SQLite's drivers do not hand on where it stands, but
 * its message names the token: `near "FORM": syntax error`; that says where if the statement holds the token once.
 */
export function positionOf(reason: string, statement: string): { readonly position?: number } {
  const [, token] = /near "(.+)": syntax error/s.exec(reason) ?? [];
  if (token === undefined) return {};
  const first = statement.indexOf(token);
  return first === -1 || statement.includes(token, first + 1) ? {} : { position: first + 1 };
}
