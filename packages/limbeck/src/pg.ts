export * from "@limbeck/metadata/pg";
