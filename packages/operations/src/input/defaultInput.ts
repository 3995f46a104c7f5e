import { type Default, type LiteralValue, type SerialDefault, spelling } from "@limbeck/model";

import { isSql, type Sql, sqlInput } from "./sqlInput.ts";

/** A sequence that the column owns, as `serial` makes it. */
export type SerialInput = Omit<SerialDefault, "kind"> & { readonly serial: true };

/** A plain value, sql`now()`, or `{ serial: true }`. */
export type DefaultInput = LiteralValue | Sql | SerialInput;

export function defaultValue(input: DefaultInput): Default {
  if (typeof input !== "object") return { kind: "literal", value: input };
  if (isSql(input)) return { kind: "expression", written: input.text };
  const { serial: _, ...rest } = input;
  return { kind: "serial", ...rest };
}

export function defaultInput(value: Default): DefaultInput {
  switch (value.kind) {
    case "literal":
      return value.value;
    case "expression":
      return plainValue(spelling(value)) ?? sqlInput(value);
    case "serial": {
      const { kind: _, ...rest } = value;
      return { serial: true, ...rest };
    }
  }
}

/** `false` and `0` are the same in SQL and in TypeScript, and read better without the tag. */
function plainValue(text: string): boolean | number | undefined {
  if (text === "true" || text === "false") return text === "true";
  return String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : undefined;
}
