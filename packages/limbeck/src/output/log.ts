import { appendFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

import { logFileUnwritable } from "../errors.ts";

/** Appends each line to a file, with the time in front. Errors: `log-file-unwritable`, before anything else happens. */
export function openLog(file: string): (text: string) => void {
  try {
    appendFileSync(file, "");
  } catch (cause) {
    throw logFileUnwritable(file, cause);
  }
  return (text) => {
    const stamp = new Date().toISOString();
    const lines = stripVTControlCharacters(text).split("\n");
    appendFileSync(file, lines.map((one) => `${stamp} ${one}\n`).join(""));
  };
}
