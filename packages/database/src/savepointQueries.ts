/**
 * What Drizzle's own transactions become inside ours: `db.transaction()` sends BEGIN and COMMIT, and that COMMIT would end the
 * migration's own transaction, so they become a savepoint and its release. The function answers what to send instead of a
 * text, undefined for a text that passes as it is. It counts how deep we are, and names the savepoints by it.
 */
export function savepointQueries(): (text: string) => string | undefined {
  let depth = 0;
  return (text) => {
    const [word] = /^[a-z]+/.exec(text.trim().toLowerCase()) ?? [];
    if (word === "begin") return `SAVEPOINT limbeck_${++depth}`;
    if (word === "commit") return `RELEASE SAVEPOINT limbeck_${depth--}`;
    // "rollback to savepoint" is Drizzle's own, for the level below.
    if (word !== "rollback" || /\bto\b/i.test(text)) return undefined;
    const name = `limbeck_${depth--}`;
    return `ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`;
  };
}
