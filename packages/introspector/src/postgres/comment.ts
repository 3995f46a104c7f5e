import { type Context } from "./context.ts";
import { type Question } from "./reader.ts";

/** The catalogs whose rows can carry a comment that a Schema describes. */
const COMMENTED = [
  "pg_namespace",
  "pg_class",
  "pg_constraint",
  "pg_type",
  "pg_collation",
  "pg_policy",
  "pg_proc",
  "pg_trigger",
] as const;

export type Commented = (typeof COMMENTED)[number];

export interface CommentRow {
  readonly catalog: Commented;
  readonly oid: number;
  /** The number of a table's column; 0 for the object itself. */
  readonly sub: number;
  readonly text: string;
}

/** PostgreSQL's own objects stand below this number (FirstNormalObjectId), and thousands of them have comments. */
const FIRST_USER_OID = 16384;

export const commentQuestion: Question<CommentRow> = {
  columns: {
    catalog: "p.classoid::regclass::text",
    oid: "p.objoid::int8",
    sub: "p.objsubid",
    text: "p.description",
  },
  from: `FROM pg_description p
  WHERE p.objoid >= ${FIRST_USER_OID} AND p.classoid IN (${COMMENTED.map((name) => `'${name}'::regclass`).join(", ")})`,
};

export function commentKey({ catalog, oid, sub }: Omit<CommentRow, "text">): string {
  return `${catalog} ${oid} ${sub}`;
}

/** The comment of an object as the property that every noun with a comment has. */
export function commentOf(
  context: Context,
  catalog: Commented,
  oid: number,
  sub = 0,
): { readonly comment?: string } {
  // In most databases nothing has one.
  if (context.comments.size === 0) return {};
  const comment = context.comments.get(commentKey({ catalog, oid, sub }));
  return comment === undefined ? {} : { comment };
}
