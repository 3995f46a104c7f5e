/**
 * Says what a comment of the database is to be:
 *
 *     export const users = comment(pgTable("users", { email: comment(text(), "as typed by the user") }), "people");
 *
 * The target is a table, a column (its builder, or `users.email`), an index or constraint inside the callback of a table,
 * an enum, a sequence or a `pgSchema`. It is given back as it came. The comment need not be exported to be found.
 */
export function comment<T extends object>(target: T, text: string): T {
  attach(target, text);
  // A column and its builder are two objects with one `config` between them.
  if ("config" in target && typeof target.config === "object" && target.config !== null)
    attach(target.config, text);
  return target;
}

function attach(object: object, text: string): void {
  const property = { value: text, enumerable: false, configurable: true };
  Object.defineProperty(object, Symbol.for("limbeck:comment"), property);
}
