import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { isLimbeckError, reasonOf } from "@limbeck/model";

import { editorFailed, editorMissing } from "../editErrors.ts";

export interface EditorOptions {
  /** Whether an answer is to stand on stdout: then what the editor writes there goes to stderr. */
  readonly stdoutIsTaken: boolean;
  /** Says whether the person interrupted. */
  readonly signal: AbortSignal;
}

/** Opens a file in the person's editor and waits until that is closed. Errors: `editor-missing`, `editor-failed`. */
export async function openEditor(file: string, { stdoutIsTaken, signal }: EditorOptions): Promise<void> {
  const editor = chosenEditor() ?? foundEditor();
  if (editor === undefined) throw editorMissing(file);
  try {
    const { x } = await import("tinyexec");
    const [program = "", ...args] = await wordsOf(editor);
    const stdio = ["inherit", stdoutIsTaken ? process.stderr.fd : "inherit", "inherit"] as const;
    const { exitCode } = await x(program, [...args, file], { nodeOptions: { stdio: [...stdio] } });
    const end = exitCode ?? (signal.aborted ? "an interrupt" : "a signal");
    if (end !== 0) throw editorFailed(editor, file, `it ended with ${end}`);
  } catch (error) {
    throw isLimbeckError(error) ? error : editorFailed(editor, file, reasonOf(error), error);
  }
}

function chosenEditor(): string | undefined {
  const { VISUAL, EDITOR } = process.env;
  return [VISUAL, EDITOR].find((name) => name !== undefined && name.trim() !== "");
}

/** Splits `code --wait` as a shell would; a path with spaces that is one file stays whole. */
async function wordsOf(editor: string): Promise<readonly string[]> {
  if (existsSync(editor)) return [editor];
  const { tokenizeArgs } = await import("args-tokenizer");
  // On Windows a backslash divides folders; it would be taken for an escape.
  return tokenizeArgs(process.platform === "win32" ? editor.replaceAll("\\", "\\\\") : editor);
}

/** `sensible-editor` and `editor` are what a Debian user has chosen. */
const USUAL = ["sensible-editor", "editor", "nano", "vim", "vi"];

function foundEditor(): string | undefined {
  if (process.platform === "win32") return "notepad";
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return USUAL.find((name) => folders.some((folder) => isProgram(join(folder, name))));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
