import { LimbeckError } from "@limbeck/model";

import { layoutFailed } from "./errors.ts";
import { type Language } from "./language.ts";
import { prettier } from "./writers.ts";

export interface LayoutInput {
  readonly file: string;
  readonly language: Language;
  readonly projectRoot: string;
}

/** Lays a text out by the prettier configuration that applies to its file. Fails with `layout-failed` and `writer-missing`. */
export async function layOut(text: string, { file, language, projectRoot }: LayoutInput): Promise<string> {
  const { format, resolveConfig } = await prettier(projectRoot);
  try {
    const options = await resolveConfig(file, { editorconfig: true, useCache: false });
    return await format(text, {
      ...options,
      parser: PARSERS[language],
      filepath: file,
      // A plugin that lays out SQL would change what a revision says.
      embeddedLanguageFormatting: "off",
    });
  } catch (error) {
    throw error instanceof LimbeckError ? error : layoutFailed(file, error);
  }
}

const PARSERS = { ts: "typescript", js: "babel", cjs: "babel" } satisfies Record<Language, string>;
