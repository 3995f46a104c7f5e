import { isLimbeckError, type LimbeckError, reasonOf } from "@limbeck/model";
import { cancelled, connectionLost, type ServerReport, statementFailed } from "../errors.ts";

/** Turns whatever a driver throws for a statement into one of our errors. */
export function refused(error: unknown, statement: string, signal?: AbortSignal): LimbeckError {
  if (isLimbeckError(error)) return error;
  if (signal?.aborted === true) return cancelled(statement, error);
  const report = serverReport(error);
  // Class 57P: the server or an administrator ended the session.
  if (report === undefined || report.sqlstate.startsWith("57P")) return connectionLost(statement, error);
  return statementFailed(reasonOf(error), statement, report, error);
}

/** The server's report, of an error that came from a server; undefined of any other. */
export function serverReport(error: unknown): ServerReport | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const sqlstate = field(error, "code");
  if (sqlstate === undefined || !/^[0-9A-Z]{5}$/.test(sqlstate) || field(error, "severity") === undefined)
    return undefined;
  const texts = Object.fromEntries(
    textFields.flatMap((name) => {
      const value = field(error, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const position = field(error, "position");
  return { sqlstate, ...texts, ...(position === undefined ? {} : { position: Number(position) }) };
}

const textFields = [
  "severity",
  "detail",
  "hint",
  "where",
  "schema",
  "table",
  "column",
  "constraint",
  "dataType",
] as const satisfies readonly (keyof ServerReport)[];

function field(error: object, name: string): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : undefined;
}
