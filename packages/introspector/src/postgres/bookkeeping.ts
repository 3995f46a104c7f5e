import { bookkeepingNamespaces, bookkeepingTables } from "../bookkeeping.ts";
import { textArray } from "./quote.ts";

/** A condition on `pg_namespace n`: not the namespace of a tool. */
export const notBookkeepingNamespace = `(n.nspname <> ALL (${textArray(bookkeepingNamespaces)}) OR EXISTS (
  SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND c.relname <> ALL (${textArray(bookkeepingTables)})))`;
