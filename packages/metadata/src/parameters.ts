import { type StorageParameters } from "@limbeck/model";

/** Parameters as the catalog has them: texts. */
export function parameterTexts(parameters: Readonly<Record<string, unknown>>): StorageParameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
}
