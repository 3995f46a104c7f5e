import type { SourceFile, VariableDeclarationKind } from "ts-morph";

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

export type Direction = "upgrade" | "downgrade";
