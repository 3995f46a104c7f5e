import { ROLE_WORDS } from "@limbeck/model";

import { type Ref, ref } from "../ref.ts";

/** The roles that a policy names. */
export function roleRefs(roles: readonly string[] | undefined): readonly Ref[] {
  return (roles ?? []).filter((role) => !ROLE_WORDS.has(role)).map(ref.role);
}
