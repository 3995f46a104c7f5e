import { type Default, spelling } from "@limbeck/model";

import { type Change } from "../change.ts";

/** Whether a default reads the same before and after; never that of a serial column, whose sequence is more than its text. */
export function sameDefaultText({ from, to }: Change<Default | null>): boolean {
  const before = textOf(from);
  return before !== undefined && before === textOf(to);
}

function textOf(value: Default | null | undefined): string | undefined {
  switch (value?.kind) {
    case undefined:
    case "serial":
      return undefined;
    case "literal":
      return JSON.stringify(value.value);
    case "expression":
      return spelling(value);
  }
}
