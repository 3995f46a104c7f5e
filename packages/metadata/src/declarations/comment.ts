import { attach } from "./attach.ts";
import { text as said } from "./kind.ts";
import { checkValue } from "./options.ts";

/**
 * Says what a comment of the database is to be:
 *
 *     export const users = comment(pgTable("users", { email: comment(text(), "as typed by the user") }), "people");
 *
 * The target is a table, a column (its builder, or `users.email`), an index or constraint inside the callback of a table,
 * an enum, a sequence, a view, a policy, a `pgSchema`, a `pgFunction`, a `pgTrigger` or a `pgExtension`. It is given back as it came. The comment need not be exported to be found.
 */
export function comment<T extends object>(target: T, text: string): T {
  checkValue("What comment() says", text, said);
  return attach(target, "comment", text);
}

/**
 * Says what the comment of the sequence is to be that an identity or serial column counts by; `comment` says that of the column.
 *
 *     id: sequenceComment(serial().primaryKey(), "as printed on the card"),
 */
export function sequenceComment<T extends object>(column: T, text: string): T {
  checkValue("What sequenceComment() says", text, said);
  return attach(column, "sequenceComment", text);
}
