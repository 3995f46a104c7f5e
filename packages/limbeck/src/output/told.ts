import { type ChangedSince, type ToldStep } from "../actions/current.ts";
import { type Output } from "./output.ts";

/** Says which revisions are others now than those that were applied. */
export function sayChanged({ say, paint }: Output, changed: readonly ChangedSince[]): void {
  for (const { revision, applied } of changed)
    say(`${paint.yellow("WARN")}  ${revision} was changed after its ${toldWords(applied)}`);
}

/** `upgrade of 2026-11-21T12:00:00.000Z by app from web-1, release 1.2.3` */
export function toldWords({ direction, started, user, host, tag }: ToldStep): string {
  const from = host === undefined ? "" : ` from ${host}`;
  return `${direction} of ${started.toISOString()} by ${user}${from}${tag === undefined ? "" : `, ${tag}`}`;
}
