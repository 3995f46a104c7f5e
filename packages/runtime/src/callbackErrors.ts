import { type ExitCode, LimbeckError } from "@limbeck/model";

const MIGRATION: ExitCode = 4;

export function walkKeyMissing(table: string): LimbeckError {
  return new LimbeckError({
    code: "walk-key-missing",
    message: `${table} has no primary key to walk by`,
    hint: 'Name the columns of a unique constraint, none of which may be NULL: op.batches("…", { key: "…" }, …).',
    facts: { table },
    exit: MIGRATION,
  });
}

export function walkKeyUnfit(table: string, key: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "walk-key-unfit",
    message: `${table} cannot be walked by (${key.join(", ")}): no unique constraint or index is over these columns in this order with none of them NULL`,
    hint: "Leave the key out where there is a primary key, or name the columns of a unique constraint that are all NOT NULL.",
    facts: { table, key },
    exit: MIGRATION,
  });
}

/** Code that does inside a callback what stands outside of a transaction or makes a table anew. */
export function liveRefused(operation: string, reason: string): LimbeckError {
  return new LimbeckError({
    code: "live-operation-refused",
    message: `"${operation}" cannot be done inside a callback: ${reason}`,
    hint: "Let it stand in the revision itself, before or behind op.run or op.batches.",
    facts: { operation, reason },
    exit: MIGRATION,
  });
}
