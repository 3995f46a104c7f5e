import { type Namespace } from "@limbeck/model";
import { quoteString, PUBLIC_COMMENT } from "@limbeck/operations";
import { commentOf } from "./comment.ts";
import { type Question, type Reader } from "./reader.ts";
import { notOfExtension } from "./scope.ts";

interface NamespaceRow {
  readonly oid: number;
  readonly name: string;
}

export const namespaceReader: Reader<NamespaceRow, Namespace> = {
  question: () => ({
    columns: { oid: "ns.oid::int8", name: "ns.name" },
    from: `FROM ns WHERE ns.schema IS NOT NULL AND ${notOfExtension("pg_namespace", "ns.oid")}`,
  }),
  read: ({ oid, name }, context) => ({ name, ...commentOf(context, "pg_namespace", oid) }),
};

/** The default namespace, where it has another comment than `public` comes with (initdb's, which pg_dump leaves out). */
export const defaultNamespaceQuestion: Question<Required<Namespace>> = {
  columns: { name: "ns.name", comment: "p.description" },
  from: `FROM ns JOIN pg_description p ON p.classoid = 'pg_namespace'::regclass AND p.objoid = ns.oid AND p.objsubid = 0
  WHERE ns.schema IS NULL AND (ns.name <> 'public' OR p.description <> ${quoteString(PUBLIC_COMMENT)})`,
};
