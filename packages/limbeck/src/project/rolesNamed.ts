/**
 * The roles that revision files name, by their text: those of policies, and what stands behind TO or FROM in SQL. One that a file makes
 * is left to it. What is no role after all does no harm on a scratch database.
 */
export function rolesNamed(texts: readonly string[]): readonly string[] {
  const all = texts.join("\n");
  const lists = [...all.matchAll(/\b(?:to|from):\s*\[([^\]]*)\]/g)].map(([, list = ""]) => list);
  const quoted = lists.flatMap((list) =>
    [...list.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, name = ""]) => name),
  );
  const bare = [...all.matchAll(/\b(?:TO|FROM|ROLE)\s+\\?"?([A-Za-z_][\w-]*)/g)].map(([, name = ""]) => name);
  const made = new Set(
    [...all.matchAll(/(?:\.createRole\(\s*"|\bcreate\s+(?:role|user)\s+\\?"?)([\w -]+?)[\\"\s;`)]/gi)].map(
      ([, name = ""]) => name,
    ),
  );
  const names = [...quoted, ...bare].filter((name) => !made.has(name) && !NO_ROLES.test(name));
  return [...new Set(names)].sort();
}

const NO_ROLES = /^(?:pg_.*|public|none|current_user|current_role|session_user)$/i;
