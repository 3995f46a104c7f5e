import { type StorageParameters } from "@limbeck/model";

import { quoteString } from "./literal.ts";

/** `WITH (fillfactor=70)`, where there is something to say. */
export function withSql(parameters: StorageParameters = {}): readonly string[] {
  const said = parametersSql(parameters);
  return said === "" ? [] : [`WITH (${said})`];
}

/** The actions of ALTER that lead from some parameters to others: what is new or another is set, what goes is reset. */
export function changedParametersSql(from: StorageParameters, to: StorageParameters): readonly string[] {
  const changed = Object.entries(to).filter(([name, value]) => from[name] !== value);
  const gone = Object.keys(from).filter((name) => to[name] === undefined);
  return [
    ...(changed.length === 0 ? [] : [`SET (${parametersSql(Object.fromEntries(changed))})`]),
    ...(gone.length === 0 ? [] : [`RESET (${gone.join(", ")})`]),
  ];
}

function parametersSql(parameters: StorageParameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${valueSql(value)}`)
    .join(", ");
}

/** Numbers and words stand as they are. */
function valueSql(value: string): string {
  return /^(?:[a-z_]+|[+-]?[\d.]+(?:e[+-]?\d+)?)$/i.test(value) ? value : quoteString(value);
}
