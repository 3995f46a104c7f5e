import { type Extension } from "@limbeck/model";
import { quoteString } from "@limbeck/operations";
import { type NamedRow, type Reader } from "./reader.ts";

interface ExtensionRow extends NamedRow {
  readonly version: string;
  /** Whether the server would choose that version by itself; null where it no longer has the extension's files. */
  readonly usual: boolean | null;
  /** Null where it is the one that the extension brings along. */
  readonly comment: string | null;
}

/** The extensions of the whole database, whatever namespaces are read; every database has plpgsql. */
export const extensionReader: Reader<ExtensionRow, Extension> = {
  question: ({
    defaultSchema,
  }) => `SELECT x.oid, nullif(n.nspname, ${quoteString(defaultSchema)}) AS schema, x.extname AS name,
      x.extversion AS version, x.extversion = a.default_version AS usual,
      nullif(obj_description(x.oid, 'pg_extension'), a.comment) AS comment
    FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
    LEFT JOIN pg_available_extensions() a ON a.name = x.extname
    WHERE x.extname <> 'plpgsql'`,
  read: ({ name, schema, version, usual, comment }) => ({
    name,
    ...(schema === null ? {} : { schema }),
    version,
    ...(usual === true ? { usualVersion: true } : {}),
    ...(comment === null ? {} : { comment }),
  }),
};
