import { type Connection } from "@limbeck/database";

import { engineOf, type EngineOptions } from "./engine.ts";
import { type Project } from "./project.ts";
import { type Revisions } from "./revisions.ts";

/** An empty embedded database that can have the extensions that the configuration, a revision or the caller asks for. */
export async function openScratchFor(
  project: Project,
  revisions: Revisions,
  more: readonly string[] = [],
): Promise<Connection> {
  return engineOf(project).open(engineOptions(project, revisions, more));
}

export function engineOptions(
  project: Project,
  revisions: Revisions,
  more: readonly string[] = [],
): EngineOptions {
  const { root, cacheDir, onSlowStart } = project;
  const extensions = [...extensionsOf(project, revisions), ...more];
  return { root, cacheDir: cacheDir(), extensions, onSlowStart };
}

/** As SQL and as the directive of a revision file say it. */
const EXTENSION = /create(?:\s+extension\s+(?:if\s+not\s+exists\s+)?\\?"?|Extension\(\s*["'`])([\w-]+)/gi;

/** The extensions that the configuration names and that the texts of revisions create. */
export function extensionsOf(
  { config }: Project,
  { files }: { readonly files: readonly { readonly text: string }[] },
): readonly string[] {
  const named = files.flatMap(({ text }) =>
    [...text.matchAll(EXTENSION)].map(([, name = ""]) => name.toLowerCase()),
  );
  return [...new Set([...(config.extensions ?? []), ...named])].sort();
}
