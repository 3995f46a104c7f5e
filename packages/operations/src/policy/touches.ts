import { type Policy, ROLE_WORDS } from "@limbeck/model";

import { type Ref, ref } from "../ref.ts";
import { callRefs } from "../sql/calls.ts";

/** The roles that a policy names. */
export function roleRefs(roles: readonly string[] | undefined): readonly Ref[] {
  return (roles ?? []).filter((role) => !ROLE_WORDS.has(role)).map(ref.role);
}

/** The functions that its conditions call. */
export function policyCalls({ using, withCheck }: Pick<Policy, "using" | "withCheck">): readonly Ref[] {
  return [using, withCheck].flatMap((text) => (text === undefined ? [] : callRefs(text)));
}
