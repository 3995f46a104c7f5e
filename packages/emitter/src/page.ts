import type { SourceFile, VariableDeclarationKind } from "ts-morph";

import { tsMorph } from "./writers.ts";

/** The file in the making. */
export interface Page {
  readonly source: SourceFile;
  /** ts-morph's word for `const`; the library is loaded late, so it is handed in. */
  readonly constKind: VariableDeclarationKind.Const;
}

/** What of the package a file uses. */
export interface Uses {
  readonly sql: boolean;
  readonly operations: boolean;
}

/** Gives the text of what is written on a page of its own. */
export type WritePage = (write: (page: Page) => void) => string;

/** Fails with `writer-missing`. */
export async function newPages(): Promise<WritePage> {
  const { Project, VariableDeclarationKind } = await tsMorph();
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  return (write) => {
    const source = project.createSourceFile("revision.ts", "", { overwrite: true });
    write({ source, constKind: VariableDeclarationKind.Const });
    return source.getFullText().trim();
  };
}

export type Direction = "upgrade" | "downgrade";
