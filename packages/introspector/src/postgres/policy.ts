import { type Policy, type PolicyCommand, policyRoles } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type Reader, type TableRow } from "./reader.ts";
import { unwrap } from "./unwrap.ts";

interface PolicyRow extends TableRow {
  readonly oid: number;
  readonly name: string;
  /** `r`, `a`, `w`, `d`, or `*` for all. */
  readonly command: keyof typeof COMMANDS;
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly withCheck: string | null;
}

const COMMANDS = {
  r: "select",
  a: "insert",
  w: "update",
  d: "delete",
  "*": undefined,
} satisfies Record<string, PolicyCommand | undefined>;

export const policyReader: Reader<PolicyRow, Policy> = {
  question: () => ({
    columns: {
      table: "t.oid::int8",
      oid: "p.oid::int8",
      name: "p.polname",
      command: "p.polcmd",
      permissive: "p.polpermissive",
      roles:
        "ARRAY(SELECT CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r)::text END FROM unnest(p.polroles) r)",
      using: "pg_get_expr(p.polqual, p.polrelid)",
      withCheck: "pg_get_expr(p.polwithcheck, p.polrelid)",
    },
    from: "FROM tables t JOIN pg_policy p ON p.polrelid = t.oid",
  }),
  read: ({ oid, name, command, permissive, roles, using, withCheck }, context) => {
    const [only, names] = [COMMANDS[command], policyRoles(roles)];
    return {
      name,
      ...(permissive ? {} : { restrictive: true }),
      ...(only === undefined ? {} : { command: only }),
      ...(names === undefined ? {} : { roles: names }),
      ...(using === null ? {} : { using: { canonical: unwrap(using) } }),
      ...(withCheck === null ? {} : { withCheck: { canonical: unwrap(withCheck) } }),
      ...commentOf(context, "pg_policy", oid),
    };
  },
};
