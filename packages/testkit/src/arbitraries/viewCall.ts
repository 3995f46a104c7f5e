import { type SqlText } from "@limbeck/model";

import { type MadeFunction, typeKey } from "./function.ts";
import { quoted, quotedName } from "./name.ts";
import { pick } from "./pick.ts";

interface Source {
  readonly columns: readonly { readonly name: string; readonly type?: SqlText }[];
}

/** What a view computes with a function; an aggregate stands alone. */
export interface ViewCall {
  readonly text: string;
  readonly aggregate: boolean;
}

/** The call of a function without arguments, or of an aggregate over a column of a table. */
export function viewCall(
  number: number | undefined,
  { columns }: Source,
  functions: readonly MadeFunction[],
): ViewCall | undefined {
  const calls = functions.flatMap((one): readonly ViewCall[] => {
    const { routine, recipe, type } = one;
    const call = (value: string): string => `${quotedName(routine)}(${value})`;
    if (recipe.use === "value" || recipe.use === "count") return [{ text: call(""), aggregate: false }];
    if (recipe.use !== "aggregate") return [];
    return columns
      .filter((column) => column.type !== undefined && typeKey(column.type) === typeKey(type.type))
      .map(({ name }) => ({ text: call(quoted(name)), aggregate: true }));
  });
  return number === undefined ? undefined : pick(number, calls, ({ text }) => text);
}
