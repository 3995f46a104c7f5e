import { type HistoryRow, outcomeWords } from "@limbeck/runtime";

/**
 * `2026-11-21T12:00:00.000Z  upgrade 3f9c1e7a2b40  done in 38 ms by app from web-1, bookings may not overlap`; with `verbose` also what
 * is behind it: checksum, version of Limbeck, tag.
 */
export function logLines(row: HistoryRow, verbose: boolean): readonly string[] {
  const { started, direction, revision, outcome, duration, user, host, message } = row;
  const from = host === undefined ? "" : ` from ${host}`;
  const told = message === "" ? "" : `, ${message.replace(/\s+/g, " ")}`;
  const line = `${started.toISOString()}  ${direction} ${revision}  ${outcomeWords(outcome)} in ${duration} ms by ${user}${from}${told}`;
  return verbose ? [line, ...details(row)] : [line];
}

function details({ checksum, toolVersion, tag }: HistoryRow): readonly string[] {
  return [
    ...(checksum === undefined ? [] : [`    checksum ${checksum.split(":")[0] ?? ""}`]),
    ...(toolVersion === undefined ? [] : [`    limbeck ${toolVersion}`]),
    ...(tag === undefined ? [] : [`    tag ${tag}`]),
  ];
}
