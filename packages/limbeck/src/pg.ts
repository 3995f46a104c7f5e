export { comment, forceRowSecurity } from "@limbeck/metadata/pg";
