import { type Extension, type ExtensionMembers } from "@limbeck/model";
import { quoteString } from "@limbeck/operations";
import { type NamedRow, type Reader } from "./reader.ts";

interface ExtensionRow extends NamedRow {
  readonly version: string;
  /** Whether the server would choose that version by itself; null where it no longer has the extension's files. */
  readonly usual: boolean | null;
  /** Null where it is the one that the extension brings along. */
  readonly comment: string | null;
  /** Null where it cannot move. */
  readonly members: ExtensionMembers | null;
}

/** What goes along with an extension that moves; array types, which are called after their elements, are none of it. */
const MEMBERS = `(SELECT json_object_agg(m.kind, m.names) FROM (
      SELECT e.kind, json_agg(DISTINCT e.name) AS names FROM (
        SELECT CASE d.classid WHEN 'pg_type'::regclass THEN 'types' WHEN 'pg_proc'::regclass THEN 'routines'
          WHEN 'pg_operator'::regclass THEN 'operators' WHEN 'pg_opclass'::regclass THEN 'operatorClasses' END AS kind,
          CASE d.classid WHEN 'pg_type'::regclass THEN (SELECT t.typname FROM pg_type t WHERE t.oid = d.objid)
          WHEN 'pg_proc'::regclass THEN (SELECT p.proname FROM pg_proc p WHERE p.oid = d.objid)
          WHEN 'pg_operator'::regclass THEN (SELECT o.oprname FROM pg_operator o WHERE o.oid = d.objid)
          WHEN 'pg_opclass'::regclass THEN (SELECT c.opcname FROM pg_opclass c WHERE c.oid = d.objid) END::text AS name
        FROM pg_depend d
        WHERE d.refclassid = 'pg_extension'::regclass AND d.refobjid = x.oid AND d.deptype = 'e') e
      WHERE e.kind IS NOT NULL GROUP BY e.kind) m)`;

/** The extensions of the whole database, whatever namespaces are read; every database has plpgsql. */
export const extensionReader: Reader<ExtensionRow, Extension> = {
  question: ({ defaultSchema }) => ({
    columns: {
      oid: "x.oid::int8",
      schema: `nullif(n.nspname, ${quoteString(defaultSchema)})`,
      name: "x.extname",
      version: "x.extversion",
      usual: "x.extversion = a.default_version",
      comment: "nullif(obj_description(x.oid, 'pg_extension'), a.comment)",
      members: `CASE WHEN x.extrelocatable THEN ${MEMBERS} END`,
    },
    from: `FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
    LEFT JOIN pg_available_extensions() a ON a.name = x.extname
    WHERE x.extname <> 'plpgsql'`,
  }),
  read: ({ name, schema, version, usual, comment, members }) => ({
    name,
    ...(schema === null ? {} : { schema }),
    version,
    ...(usual === true ? { usualVersion: true } : {}),
    ...(comment === null ? {} : { comment }),
    ...(members === null ? {} : { members }),
  }),
};
