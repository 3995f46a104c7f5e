import { describe, expect, it } from "@jest/globals";

import { castNames } from "./casts.ts";

describe("castNames", () => {
  const names = (written: string): readonly string[] =>
    castNames({ written }).map(({ schema, name }) => (schema === undefined ? name : `${schema}.${name}`));

  it.each([
    [`'a'::mood`, ["mood"]],
    [`'a' :: "Odd ""one""[]"`, ['Odd "one"[]']],
    [`ARRAY['a']::auth.mood[]`, ["auth.mood"]],
    [`'a'::public.mood`, ["mood"]],
    [`('a'::MOOD)::text`, ["mood"]],
    [`'a'::name`, []],
    [`'a'::public.name`, ["name"]],
    [`CAST(upper(a) AS mood)`, ["mood"]],
    [`CAST(a AS numeric(10, 2))`, []],
    [`CAST(a AS price(10, 2))`, ["price"]],
    [`cast ( a as mood [ ] )`, ["mood"]],
    [`SELECT a AS mood FROM t`, []],
    [`lower(mood)`, []],
  ])("of %s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});
