export { adoptRowSecurity, type RowSecurityOwned } from "./policies.ts";
export * from "./adopt.ts";
export * from "./diff.ts";
export * from "./errors.ts";
export { withUses } from "./viewUses.ts";
