import { type Policy, ROLE_WORDS, spelling } from "@limbeck/model";

import { type Ref, ref } from "../ref.ts";
import { namesIn } from "../sql/calls.ts";
import { textRefs } from "../sql/casts.ts";
import { everyColumn } from "../table/touches.ts";

/** The roles that a policy names. */
export function roleRefs(roles: readonly string[] | undefined): readonly Ref[] {
  return (roles ?? []).filter((role) => !ROLE_WORDS.has(role)).map(ref.role);
}

/** The functions that its conditions call, and the tables that they read, whose columns stand still meanwhile. */
export function policyNeeds({ using, withCheck }: Pick<Policy, "using" | "withCheck">): readonly Ref[] {
  return [using, withCheck].flatMap((text) =>
    text === undefined ? [] : [...textRefs(text), ...readRefs(spelling(text))],
  );
}

function readRefs(text: string): readonly Ref[] {
  return namesIn(text)
    .filter(({ read }) => read)
    .flatMap(({ schema, name }) => {
      const table = schema === undefined ? { name } : { schema, name };
      return [ref.relation(table), everyColumn(table)];
    });
}
