import { type Namespace } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type Reader } from "./reader.ts";
import { notOfExtension } from "./scope.ts";

interface NamespaceRow {
  readonly oid: number;
  readonly name: string;
}

export const namespaceReader: Reader<NamespaceRow, Namespace> = {
  question: () => `SELECT ns.oid, ns.name FROM ns
    WHERE ns.schema IS NOT NULL AND ${notOfExtension("pg_namespace", "ns.oid")}`,
  read: ({ oid, name }, context) => ({ name, ...commentOf(context, "pg_namespace", oid) }),
};
