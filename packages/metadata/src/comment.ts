import { factOn } from "./fact.ts";

const COMMENT = Symbol.for("limbeck:comment");

/** The comment that `comment()` of declarations/comment.ts left on an object, ready to be spread into a noun. */
export function commentOf(object: object): { readonly comment?: string } {
  const own = textOn(object);
  if (own !== undefined) return { comment: own };
  const config = "config" in object ? textOn(object.config) : undefined;
  return config === undefined ? {} : { comment: config };
}

/** The comment that `sequenceComment()` left on a column, ready to be spread into what it counts by. */
export function sequenceCommentOf(column: object): { readonly comment?: string } {
  const text = factOn(column, "sequenceComment");
  return text === undefined ? {} : { comment: text };
}

function textOn(object: unknown): string | undefined {
  if ((typeof object !== "object" && typeof object !== "function") || object === null) return undefined;
  const text: unknown = Reflect.get(object, COMMENT);
  return typeof text === "string" ? text : undefined;
}
