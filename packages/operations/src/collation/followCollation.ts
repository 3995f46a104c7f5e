import { collationNamed, meantCollation, nameKey, type QualifiedName } from "@limbeck/model";

import { quoteQualified } from "../sql/identifier.ts";
import { plainName } from "../table/nameLike.ts";
import { COLLATE, isName } from "./mentioned.ts";

/** What nobody but its author reads, or reads only when it runs: it does not follow. */
const UNREAD: ReadonlySet<string> = new Set(["comment", "body"]);

/** Whatever names a collation by its old name, naming it by its new one: in a field of its own, and in texts behind COLLATE. */
export function followCollation<T>(value: T, name: QualifiedName, target: QualifiedName): T {
  const isMeant = (text: string): boolean => nameKey(collationNamed(text)) === nameKey(name);
  const inText = (text: string): string =>
    text.replaceAll(COLLATE, (found, named: string) =>
      isMeant(named) ? `${found.slice(0, found.length - named.length)}${like(named, target)}` : found,
    );
  const ofField = (field: unknown): unknown => {
    if (typeof field === "string") return isMeant(field) ? like(field, target) : field;
    return isName(field) && nameKey(meantCollation(field)) === nameKey(name) ? target : field;
  };
  const follow = (one: unknown, key?: string): unknown => {
    if (key === "collation") return ofField(one);
    if (typeof one === "string") return inText(one);
    if (Array.isArray(one)) return one.map((member: unknown) => follow(member));
    if (typeof one !== "object" || one === null) return one;
    const members = Object.entries(one);
    return Object.fromEntries(
      members.map(([field, member]) => [field, UNREAD.has(field) ? member : follow(member, field)]),
    );
  };
  // The same value in other words.
  return follow(value) as T;
}

/** The new name with quotes where the old one had them, or where it needs them. */
function like(old: string, { schema, name }: QualifiedName): string {
  if (old.endsWith('"')) return quoteQualified(schema === undefined ? { name } : { schema, name });
  return schema === undefined ? plainName(name) : `${plainName(schema)}.${plainName(name)}`;
}
