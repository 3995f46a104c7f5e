import { collationNamed, meantCollation, nameKey, type QualifiedName } from "@limbeck/model";

import { type Ref, ref, type Touches } from "../ref.ts";
import { IDENTIFIER } from "../sql/calls.ts";

/** COLLATE with what it names. */
export const COLLATE = new RegExp(String.raw`\bcollate\s+((?:${IDENTIFIER}\s*\.\s*)?${IDENTIFIER})`, "giu");

/** The collations that something names, in a field of its own or in a text behind COLLATE, wherever that stands in it. */
function collationsIn(value: unknown): readonly QualifiedName[] {
  if (typeof value === "string")
    return [...value.matchAll(COLLATE)].map(([, name = ""]) => collationNamed(name));
  if (Array.isArray(value)) return value.flatMap(collationsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => ofMember(key, member));
}

function ofMember(key: string, member: unknown): readonly QualifiedName[] {
  if (key !== "collation") return collationsIn(member);
  if (typeof member === "string") return [collationNamed(member)];
  return isName(member) ? [meantCollation(member)] : [];
}

/** Whether a field holds the name of something. */
export function isName(value: unknown): value is QualifiedName {
  return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
}

/** The keys of the collations that something names. */
export function collationKeys(value: unknown): ReadonlySet<string> {
  return new Set(collationsIn(value).map(nameKey));
}

/** What an operation touches, with the collations that it names: those of what was there before it, and the others. */
export function withCollations(op: object, touches: Touches): Touches {
  const named = refsIn(op);
  if (named.length === 0) return touches;
  const old = new Set(olds(op).flatMap(refsIn));
  return {
    ...touches,
    needs: [...touches.needs, ...named.filter((name) => !old.has(name))],
    needsOld: [...(touches.needsOld ?? []), ...old],
  };
}

function refsIn(value: unknown): readonly Ref[] {
  return collationsIn(value).map(ref.collation);
}

/** The sides of changes that were there before. */
function olds(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(olds);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === "from" ? [member] : olds(member)));
}
