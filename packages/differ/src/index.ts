export { adoptRowSecurity, type RowSecurityOwned } from "./policies.ts";
export * from "./adopt.ts";
export * from "./diff.ts";
export * from "./errors.ts";
export * from "./forRows.ts";
export * from "./renames/index.ts";
export { adoptDivision } from "./partitions.ts";
export { adoptRoleOptions } from "./roles.ts";
export { withUses } from "./viewUses.ts";
