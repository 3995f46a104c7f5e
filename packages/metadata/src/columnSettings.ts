import { type ColumnSettings } from "@limbeck/model";
import { factOn } from "./fact.ts";
import { parameterTexts } from "./parameters.ts";

/** What the declarations of declarations/columnSettings.ts left on a column, ready to be spread into it. */
export function columnSettingsOf(column: object): ColumnSettings {
  const { options, ...plain } = factOn(column, "column") ?? {};
  return options === undefined ? plain : { ...plain, options: parameterTexts(options) };
}
