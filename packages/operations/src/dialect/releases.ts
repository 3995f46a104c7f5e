import { type Operation } from "../operations.ts";
import { type Answer, type Fields, isParts, type Release } from "./answer.ts";
import { collation, sequence, table, trigger, view } from "./rootFields.ts";

/** What an operation does, rather than what it brings, that came with a later PostgreSQL. */
export const DONE: readonly Release<Operation>[] = [
  { major: 17, things: "another expression for a generated column that stays", of: changesExpression },
];

function changesExpression(op: Operation): boolean {
  return op.kind === "alterColumn" && op.changes.remake === undefined && op.changes.generated?.to != null;
}

/** Whether a server, by its `server_version_num`, is older than the release that brought a value. */
export function isTooOld<V>({ major, of = () => true }: Release<V>, value: V, version: number): boolean {
  return version < major * 10_000 && of(value);
}

/** What came with a later PostgreSQL than the oldest that is supported. */
export function releases(): readonly Release<never>[] {
  return [...Object.values({ table, view, trigger, sequence, collation }).flatMap(releasesIn), ...DONE];
}

function releasesIn(fields: Fields): readonly Release<never>[] {
  return Object.values(fields).flatMap((answer) =>
    isParts(answer) ? releasesIn(answer.parts) : sinceOf(answer),
  );
}

function sinceOf({ since }: Answer<never>): readonly Release<never>[] {
  return since === undefined ? [] : [since];
}
