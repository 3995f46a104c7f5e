export * from "./declarations/comment.ts";
