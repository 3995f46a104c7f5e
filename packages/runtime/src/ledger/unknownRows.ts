import { type Connection, transactionStatus } from "@limbeck/database";
import { isLimbeckError, type LimbeckError } from "@limbeck/model";
import { unknownRevision } from "../errors.ts";
import { type HistoryRow, readHistory } from "./history.ts";
import { type VersionTable } from "./versionTable.ts";

/** Plans; if the database holds a revision that no file has, the error says what the history knows of it. */
export async function explained<T>(connection: Connection, table: VersionTable, plan: () => T): Promise<T> {
  try {
    return plan();
  } catch (error) {
    if (isLimbeckError(error) && error.code === "database-revision-unknown")
      throw await explain(connection, table, error);
    throw error;
  }
}

async function explain(
  connection: Connection,
  table: VersionTable,
  error: LimbeckError,
): Promise<LimbeckError> {
  if ((await transactionStatus(connection)) !== "none") return error;
  const { revisions } = error.facts;
  const ids = Array.isArray(revisions) ? revisions.map(String) : [];
  try {
    const rows = await readHistory(connection, table, { revisions: ids });
    const newest = ids.flatMap((id) => rows.find((row) => row.revision === id) ?? []);
    return unknownRevision(error, newest.map(words));
  } catch {
    // A role that may read the version rows need not be allowed to read the history.
    return error;
  }
}

function words({ revision, direction, started, user, host, message, toolVersion, tag }: HistoryRow): string {
  const told = message === "" ? "" : ` (${message})`;
  const parts = [
    `${revision}${told}: ${direction} of ${started.toISOString()} by ${user}`,
    ...(host === undefined ? [] : [`from ${host}`]),
    ...(toolVersion === undefined ? [] : [`with ${toolVersion}`]),
    ...(tag === undefined ? [] : [`tag ${tag}`]),
  ];
  return parts.join(" ");
}
