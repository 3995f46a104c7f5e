export { forceRowSecurity } from "./declarations/forceRowSecurity.ts";
export * from "./declarations/comment.ts";
export * from "./declarations/domain.ts";
export * from "./declarations/extension.ts";
export * from "./declarations/function.ts";
export * from "./declarations/trigger.ts";
