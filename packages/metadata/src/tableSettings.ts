import { type Table } from "@limbeck/model";
import { optionsOf } from "./constraint.ts";
import { type DrizzleTable } from "./drizzle/drizzle.ts";
import { factOn } from "./fact.ts";
import { parameterTexts } from "./parameters.ts";

/** What the declarations of declarations/tableSettings.ts left on a table, ready to be spread into it. */
export function tableSettingsOf(table: DrizzleTable): Pick<Table, "unlogged" | "with"> {
  const { with: parameters } = optionsOf(table);
  return {
    ...unloggedOf(table),
    ...(parameters === undefined ? {} : { with: parameterTexts(parameters) }),
  };
}

export function unloggedOf(object: object): { readonly unlogged?: true } {
  return factOn(object, "unlogged") === true ? { unlogged: true } : {};
}
