import { nameOf, sameParameter, sameValue, type StorageParameters, type Table } from "@limbeck/model";
import { defined, type Operation } from "@limbeck/operations";

/** What changes of how a table is kept. */
export function alterTable(before: Table, after: Table): readonly Operation[] {
  const [was, is] = [before.unlogged === true, after.unlogged === true];
  const changes = defined({
    unlogged: was === is ? undefined : { from: was, to: is },
    with: sameValue(before.with, after.with) ? undefined : { from: before.with ?? {}, to: after.with ?? {} },
  });
  return Object.keys(changes).length === 0 ? [] : [{ kind: "alterTable", table: nameOf(after), changes }];
}

/** What has storage parameters. */
export interface Stored {
  readonly with?: StorageParameters;
}

/** Parameters that mean what those of the start mean, in the words of the start. */
export function inWordsOf<T extends Stored>(before: Stored | undefined, after: T): T {
  const [old, now] = [before?.with, after.with];
  if (old === undefined || now === undefined) return after;
  const words = Object.entries(now).map(([name, value]) => {
    const was = old[name];
    return [name, was !== undefined && sameParameter(name, was, value) ? was : value] as const;
  });
  return { ...after, with: Object.fromEntries(words) };
}
