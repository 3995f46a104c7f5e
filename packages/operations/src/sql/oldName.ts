import { nameOf, type QualifiedName, truncateName } from "@limbeck/model";

/** What a type, and what it brings along, is called while another one takes its name. */
export function oldName(name: QualifiedName): QualifiedName {
  return { ...nameOf(name), name: truncateName(`limbeck_old_${name.name}`) };
}
