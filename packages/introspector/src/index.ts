export { type Introspection, introspect, type IntrospectOptions } from "./introspection.ts";
export { type Unmodelled } from "./postgres/unmodelled.ts";
