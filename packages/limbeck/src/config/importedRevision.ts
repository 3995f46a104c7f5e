import { type Operations } from "@limbeck/operations";

/** A revision file that the application has imported: `import * as users from "./revisions/…"`. */
export interface ImportedRevision {
  readonly revision: string;
  readonly downRevision?: Names;
  readonly branchLabels?: Names;
  readonly dependsOn?: Names;
  readonly replaces?: Names;
  /** What the history is told of it: the comment at the head of a file is not imported along. */
  readonly message?: string | undefined;
  readonly transaction?: boolean | undefined;
  // Methods, so that a body with the directives of a project's own is one too.
  upgrade(op: Operations): void;
  downgrade?(op: Operations): void;
}

/** As a header says them: one, several or none. */
type Names = string | readonly string[] | null | undefined;
