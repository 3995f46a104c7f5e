import { type RevisionHeader } from "@limbeck/revisions";

import { importedRevisionWrong, revisionsImported } from "../configErrors.ts";
import { type LimbeckConfig } from "../config/config.ts";
import { type ImportedRevision } from "../config/importedRevision.ts";
import { type Project } from "./project.ts";

/** A revision that is at hand without a file, and which one of the list it is. */
export interface ListedRevision {
  /** `revisions[0]`: what is said where a file would be named. */
  readonly place: string;
  readonly module: ImportedRevision;
}

/** The revisions that the configuration holds itself; undefined where they are files. Errors: `imported-revision-wrong`. */
export function listedIn({ revisions }: LimbeckConfig): readonly ListedRevision[] | undefined {
  if (revisions === undefined || typeof revisions === "string") return undefined;
  return revisions.map((imported, at) => {
    const place = `revisions[${at}]`;
    return { place, module: checked(place, unwrapped(imported)) };
  });
}

/** The same as a file would be, as far as it is one; its text is what its functions say. */
export function listedFile({ place, module }: ListedRevision) {
  const { revision, downRevision, branchLabels, dependsOn, replaces, message = "" } = module;
  const header: RevisionHeader = {
    revision,
    downRevisions: several(downRevision),
    branchLabels: several(branchLabels),
    dependsOn: several(dependsOn),
    ...(several(replaces).length === 0 ? {} : { replaces: several(replaces) }),
    message,
    file: place,
  };
  return { header, file: { path: place, text: textOf(module) }, module };
}

function several(names: ImportedRevision["downRevision"]): readonly string[] {
  return [names ?? []].flat();
}

function textOf(module: ImportedRevision): string {
  return Object.values(module).filter(isFunction).map(String).join("\n");
}

/** A list of modules has no files to write to. Errors: `revisions-imported`. */
export function refuseListed({ config }: Project, command: string): void {
  if (typeof (config.revisions ?? "") !== "string") throw revisionsImported(command);
}

/** What `import *` makes of CommonJS: the module is its default. */
function unwrapped(imported: unknown): unknown {
  if (!isRecord(imported) || "revision" in imported) return imported;
  return imported["default"] ?? imported;
}

const isText = (value: unknown): boolean => typeof value === "string";
const isFunction = (value: unknown): boolean => typeof value === "function";
const isNames = (value: unknown): boolean =>
  value === null || isText(value) || (Array.isArray(value) && value.every(isText));

interface Part {
  readonly fits: (value: unknown) => boolean;
  readonly expected: string;
  readonly needed?: true;
}

const names = { fits: isNames, expected: "a text, a list of texts or null" };

const PARTS = {
  revision: { fits: isText, expected: "a text", needed: true },
  downRevision: names,
  branchLabels: names,
  dependsOn: names,
  replaces: names,
  message: { fits: isText, expected: "a text" },
  transaction: { fits: (value) => typeof value === "boolean", expected: "true or false" },
  upgrade: { fits: isFunction, expected: "a function", needed: true },
  downgrade: { fits: isFunction, expected: "a function" },
} satisfies Record<keyof ImportedRevision, Part>;

function checked(place: string, module: unknown): ImportedRevision {
  if (!isRecord(module)) throw importedRevisionWrong({ place, expected: "a revision file that is imported" });
  for (const [part, { fits, expected, needed = false }] of Object.entries<Part>(PARTS)) {
    const value = module[part];
    if (value === undefined ? needed : !fits(value))
      throw importedRevisionWrong({ place, part, expected, revision: module["revision"] });
  }
  // All that its type says has been looked at.
  return module as unknown as ImportedRevision;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
