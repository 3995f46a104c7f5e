export { forceRowSecurity } from "./declarations/forceRowSecurity.ts";
export * from "./declarations/comment.ts";
export * from "./declarations/domain.ts";
