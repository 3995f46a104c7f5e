import { isLimbeckError, LimbeckError } from "@limbeck/model";

/** A text that SQLite keeps and that is not as its grammar says; `at` is the token where it is not. */
export function textUnreadable(expected: string, at: { readonly text: string } | undefined): LimbeckError {
  const place = at?.text ?? "the end";
  return new LimbeckError({
    code: "text-unreadable",
    message: `${expected} was expected at ${place}.`,
    facts: { expected, place },
  });
}

/** The same with the object whose text it is. Everything else is passed on as it is. */
export function unreadableObject(kind: string, name: string, text: string, cause: unknown): unknown {
  if (!isLimbeckError(cause) || cause.code !== "text-unreadable") return cause;
  return new LimbeckError({
    code: "text-unreadable",
    message: `The text of ${kind} ${name} in sqlite_schema could not be read: ${cause.message}`,
    hint: "Leave it out with exclude in the configuration, and please report the text.",
    facts: { ...cause.facts, kind, name, text },
    cause,
  });
}
