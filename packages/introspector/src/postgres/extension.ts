import { type Extension } from "@limbeck/model";
import { quoteString } from "@limbeck/operations";
import { type NamedRow, type Reader } from "./reader.ts";

interface ExtensionRow extends NamedRow {
  readonly version: string;
  /** Whether the server would choose that version by itself; null where it no longer has the extension's files. */
  readonly usual: boolean | null;
}

/** The extensions of the whole database, whatever namespaces are read; every database has plpgsql. */
export const extensionReader: Reader<ExtensionRow, Extension> = {
  question: ({
    defaultSchema,
  }) => `SELECT x.oid, nullif(n.nspname, ${quoteString(defaultSchema)}) AS schema, x.extname AS name,
      x.extversion AS version, x.extversion = (SELECT a.default_version
        FROM pg_available_extensions() a WHERE a.name = x.extname) AS usual
    FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
    WHERE x.extname <> 'plpgsql'`,
  read: ({ name, schema, version, usual }) => ({
    name,
    ...(schema === null ? {} : { schema }),
    version,
    ...(usual === true ? { usualVersion: true } : {}),
  }),
};
