import { type Language } from "./language.ts";

/** The parts of a revision file, each as the built-in template has it, not yet laid out. */
export interface RevisionText {
  readonly revision: string;
  readonly downRevisions: readonly string[];
  readonly message: string;
  /** ISO 8601. */
  readonly created: string;
  /** The comment at the head of the file. */
  readonly comment: string;
  readonly imports: string;
  /** The four constants. */
  readonly header: string;
  /** The functions, whole. */
  readonly upgrade: string;
  readonly downgrade: string;
  readonly language: Language;
}

/** Arranges the parts of a revision file. What it gives is laid out afterwards. */
export type Template = (text: RevisionText) => string;

/** Comment, imports, constants, `upgrade`, `downgrade`. */
export function builtInTemplate({ comment, imports, header, upgrade, downgrade }: RevisionText): string {
  return [`${comment}\n${imports}`, header, upgrade, downgrade].join("\n\n");
}
