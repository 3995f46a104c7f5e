import { type Identity } from "@limbeck/model";
import { type ColumnRow } from "./column.ts";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { derivedName } from "./derivedName.ts";
import { sequenceOptions } from "./sequence.ts";

const MODES: Readonly<Record<string, Identity["mode"] | undefined>> = { a: "always", d: "byDefault" };

/** The identity of a column (`pg_attribute.attidentity`), with what its sequence says beyond PostgreSQL's defaults. */
export function identityOf(column: ColumnRow, context: Context): { readonly identity?: Identity } {
  const mode = MODES[column.rare?.identity ?? ""];
  if (mode === undefined) return {};
  const sequence = context.sequencesOf(column).find(({ identity }) => identity === true);
  if (sequence === undefined) return { identity: { mode, options: {} } };
  const derived = derivedName(context.tables.get(column.table)?.name ?? "", column.name, "seq");
  return {
    identity: {
      mode,
      ...(sequence.name === derived ? {} : { sequence: sequence.name }),
      options: sequenceOptions(sequence, sequence.type),
      ...commentOf(context, "pg_class", sequence.oid),
    },
  };
}
