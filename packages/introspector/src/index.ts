export { type Introspection, introspect, type IntrospectOptions } from "./introspection.ts";
export { bookkeepingNamespaces, bookkeepingTables } from "./postgres/bookkeeping.ts";
export { type CanonicalCache } from "./postgres/canonical/cache.ts";
export {
  type Canonicalisation,
  canonicalise,
  type CanonicaliseOptions,
  type Unverified,
} from "./postgres/canonical/canonicalise.ts";
export { type Unmodelled } from "./postgres/unmodelled.ts";
