export { comment } from "@limbeck/metadata/pg";
