import { nameOf, type QualifiedName, truncateName } from "@limbeck/model";

/** What a type, and what it brings along, is called while another one takes its name. A name that would be cut has a number in its place. */
export function oldName(name: QualifiedName): QualifiedName {
  const whole = `limbeck_old_${name.name}`;
  const fits = truncateName(whole) === whole;
  return { ...nameOf(name), name: fits ? whole : `limbeck_old_${numberOf(name.name)}` };
}

/** FNV-1a: another one for another name, as good as always, where cut names are often the same. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
