import { isLimbeckError, reasonOf } from "@limbeck/model";
import { maskUrl } from "@limbeck/database";

import { type Output } from "./output.ts";

/** For a mistake of our own: 1 would say that a check found something. */
const FAILED = 4;

/** Tells an error: one sentence, one hint; as data with `--json`; the stack only where it was asked for. Gives the exit code. */
export function tellError(error: unknown, output: Output): number {
  const wantsStack = output.verbose || process.env["LIMBECK_DEBUG"] === "1";
  if (output.json) output.answer(JSON.stringify({ error: errorData(error) }));
  else for (const line of errorLines(error, output)) output.fail(line);
  if (wantsStack && error instanceof Error && error.stack !== undefined)
    output.fail(output.paint.dim(masked(error.stack)));
  return isLimbeckError(error) ? error.exit : FAILED;
}

function errorLines(error: unknown, { paint }: Output): readonly string[] {
  if (!isLimbeckError(error)) {
    return [
      `${paint.red("error")} ${masked(messageOf(error))}`,
      paint.dim("This is a mistake of Limbeck's own. Run it again with LIMBECK_DEBUG=1 and report it."),
    ];
  }
  return [
    `${paint.red("error")} ${masked(error.message)}`,
    ...(error.hint === undefined ? [] : [`${paint.cyan("hint")}  ${masked(error.hint)}`]),
  ];
}

function errorData(error: unknown): object {
  if (!isLimbeckError(error)) return { code: "internal", message: masked(messageOf(error)) };
  const { code, message, hint, facts } = error;
  return { code, message: masked(message), ...(hint === undefined ? {} : { hint: masked(hint) }), facts };
}

function messageOf(error: unknown): string {
  return reasonOf(error);
}

/** A URL with a password may stand in any message that came from elsewhere. */
function masked(text: string): string {
  return text.replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, (url) => maskUrl(url));
}
