import type * as TsMorph from "ts-morph";
import { type SourceFile } from "ts-morph";

import { tsMorph } from "../writers.ts";
import { type CarriedFile } from "./carried.ts";

/** The library, which is loaded late, and so is handed on. */
export type Library = typeof TsMorph;

/** A file that is taken apart: a copy, which is changed. */
export interface CarriedSource extends CarriedFile {
  readonly source: SourceFile;
}

/** The new file as it is so far, and copies of those of which functions come into it. */
export interface Sources {
  readonly library: Library;
  readonly base: SourceFile;
  readonly carried: readonly CarriedSource[];
}

/** Fails with `writer-missing`. */
export async function sourcesOf(base: string, files: readonly CarriedFile[]): Promise<Sources> {
  const library = await tsMorph();
  const project = new library.Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    // `{ slug }` stays an object with that key when the variable gets another name.
    manipulationSettings: { usePrefixAndSuffixTextForRename: true },
  });
  return {
    library,
    base: project.createSourceFile("/base.ts", base),
    carried: files.map((file, at) => ({
      ...file,
      source: project.createSourceFile(`/carried${at}.ts`, file.text),
    })),
  };
}
