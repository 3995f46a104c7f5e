export * from "@limbeck/metadata/sqlite";
