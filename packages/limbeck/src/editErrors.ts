import { type ExitCode, LimbeckError } from "@limbeck/model";

// What `edit` refuses.

const STATE: ExitCode = 3;

export function editNeedsOne(symbol: string, revisions: readonly string[]): LimbeckError {
  const found = revisions.length === 0 ? "no revision" : `several revisions: ${revisions.join(", ")}`;
  return new LimbeckError({
    code: "edit-needs-one",
    message: `"${symbol}" names ${found}.`,
    hint: "Name the one whose file is to be opened; limbeck history lists them.",
    facts: { symbol, revisions },
    exit: STATE,
  });
}

export function editorMissing(file: string): LimbeckError {
  return new LimbeckError({
    code: "editor-missing",
    message: "Neither VISUAL nor EDITOR is set, and no editor was found on the PATH.",
    hint: `Set one, such as EDITOR="code --wait"; the file is ${file}.`,
    facts: { file },
  });
}

/** The editor did not start, or ended as one does that was not content. */
export function editorFailed(editor: string, file: string, reason: string, cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: "editor-failed",
    message: `The editor ${editor} failed: ${reason}.`,
    hint: `VISUAL and EDITOR say which editor it is, with its arguments; the file is ${file}.`,
    facts: { editor, file, reason },
    cause,
  });
}
