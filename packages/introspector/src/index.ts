export {
  askCatalog,
  type Introspection,
  introspect,
  type IntrospectOptions,
  type Unread,
} from "./introspection.ts";
export { bookkeepingNamespaces, bookkeepingTables } from "./bookkeeping.ts";
export { type CanonicalCache } from "./postgres/canonical/cache.ts";
export {
  type Canonicalisation,
  canonicalise,
  type CanonicaliseOptions,
  type Unverified,
} from "./canonicalisation.ts";
export { type Unmodelled } from "./unmodelled.ts";
