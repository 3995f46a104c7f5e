import {
  canonicalSpelling,
  type Identity,
  type SequenceType,
  type SqlText,
  truncateName,
} from "@limbeck/model";
import { type DrizzleIdentity } from "./drizzle/columnShape.ts";
import { serverName } from "./names.ts";
import { readSequenceOptions } from "./sequence.ts";

/** The identity of a column, with the sequence's name only where the author gave one that the server would not. */
export function readIdentity(
  { type: mode, sequenceName, sequenceOptions }: DrizzleIdentity,
  owner: { readonly table: string; readonly column: string; readonly type: SqlText },
): Identity {
  const sequence = sequenceName === undefined ? undefined : truncateName(sequenceName);
  const own = serverName(owner.table, owner.column, "seq");
  return {
    mode,
    ...(sequence === undefined || sequence === own ? {} : { sequence }),
    options: readSequenceOptions(sequenceOptions, sequenceType(owner.type)),
  };
}

function sequenceType(type: SqlText): SequenceType {
  const text = canonicalSpelling(type);
  return text === "smallint" || text === "integer" ? text : "bigint";
}
