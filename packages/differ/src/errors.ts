import { LimbeckError } from "@limbeck/model";

/** The operations wait for one another in a circle; a mistake of ours, told so that it can be reported. */
export function orderImpossible(operations: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "order-impossible",
    message: `These changes wait for one another in a circle: ${operations.slice(0, 5).join("; ")}.`,
    hint: "Make one of them in a revision of its own, and report this with both versions of the models.",
    facts: { operations },
    exit: 4,
  });
}

/** `--rename` or an entry of `renames` that is not `old:new`. */
export function renameUnreadable(rename: string): LimbeckError {
  return new LimbeckError({
    code: "rename-unreadable",
    message: `"${rename}" does not say which name becomes which.`,
    hint: "Write old:new, such as tasks:todos, tasks.title:name, auth.users:people or mood.sad:blue.",
    facts: { rename },
    exit: 2,
  });
}

/** Nothing goes and comes by these names. */
export function renameUnknown(
  rename: string,
  gone: readonly string[],
  fresh: readonly string[],
): LimbeckError {
  const list = (names: readonly string[]): string =>
    names.length === 0 ? "nothing" : names.slice(0, 10).join(", ") + (names.length > 10 ? ", …" : "");
  return new LimbeckError({
    code: "rename-unknown",
    message: `"${rename}" fits nothing: no thing of one kind goes by the old name and comes by the new one.`,
    hint:
      gone.length === 0
        ? "No two things of one kind in one place go and come here."
        : `What goes: ${list(gone)}. What comes: ${list(fresh)}.`,
    facts: { rename, gone, fresh },
  });
}

/** Several things go and come by these names. */
export function renameAmbiguous(rename: string, meant: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "rename-ambiguous",
    message: `"${rename}" could mean several: ${meant.join(", ")}.`,
    hint: "Put the PostgreSQL schema in front of the name.",
    facts: { rename, meant },
  });
}
