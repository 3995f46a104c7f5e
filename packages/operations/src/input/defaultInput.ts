import { type Default, type LiteralValue, type SerialDefault } from "@limbeck/model";

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
      return sqlInput(value);
    case "serial": {
      const { kind: _, ...rest } = value;
      return { serial: true, ...rest };
    }
  }
}
