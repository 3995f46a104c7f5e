import { type Named } from "@limbeck/model";

import { digest, type Fields } from "../fields.ts";

/** The members of the target; one that means what a member of the start means, and whose name nobody chose on one side, is that member. */
export function adoptMembers<M extends Named>(
  before: readonly M[],
  after: readonly M[],
  fields: Fields<M>,
  meaning: (member: M) => M = (member) => member,
): readonly M[] {
  const key = (member: M): string => digest(fields, meaning(member));
  const waiting = [...before];
  const take = (fits: (member: M) => boolean): M | undefined => {
    const at = waiting.findIndex(fits);
    return at === -1 ? undefined : waiting.splice(at, 1)[0];
  };
  // Those of one name find one another before others are looked for that mean the same.
  const named = after.map((member) => take((one) => one.name === member.name && key(one) === key(member)));
  // A name that an author has chosen for something else is not to be had.
  const chosen = new Set(after.flatMap(({ name, derivedName }) => (derivedName === true ? [] : [name])));
  const isOpen = (member: M, one: M): boolean =>
    one.derivedName === true || (member.derivedName === true && !chosen.has(one.name));
  const found = after.map(
    (member, at) => named[at] ?? take((one) => isOpen(member, one) && key(one) === key(member)),
  );
  return withFreeNames(after, found);
}

/** Those of the start as they are; a name that nobody chose gives way where one of these has it. */
function withFreeNames<M extends Named>(
  after: readonly M[],
  found: readonly (M | undefined)[],
): readonly M[] {
  const taken = new Set(found.flatMap((member) => member?.name ?? []));
  return after.map((member, at) => {
    const same = found[at];
    if (same !== undefined) return same;
    let { name } = member;
    for (let number = 1; member.derivedName === true && taken.has(name); number += 1)
      name = `${member.name}${number}`;
    taken.add(name);
    return name === member.name ? member : { ...member, name };
  });
}
