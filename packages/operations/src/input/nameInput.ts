import { nameOf, type QualifiedName } from "@limbeck/model";

/** `"users"`, or `{ schema: "auth", name: "users" }`. */
export type NameInput = string | QualifiedName;

export function qualifiedName(input: NameInput): QualifiedName {
  return typeof input === "string" ? { name: input } : nameOf(input);
}

export function nameInput(name: QualifiedName): NameInput {
  return name.schema === undefined ? name.name : nameOf(name);
}
