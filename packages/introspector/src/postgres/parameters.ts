import { type StorageParameters } from "@limbeck/model";

/** `["fillfactor=70"]`, as `reloptions` and `attoptions` have them, by name. */
export function parametersOf(parameters: readonly string[]): StorageParameters {
  const pairs = parameters.map((parameter): [string, string] => {
    const equals = parameter.indexOf("=");
    return [parameter.slice(0, equals), parameter.slice(equals + 1)];
  });
  return Object.fromEntries(pairs);
}
