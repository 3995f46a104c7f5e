import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { type RevisionText, type Template } from "@limbeck/emitter";

import { hookWrong, templateMissing, templatePlaceholderUnknown } from "../configErrors.ts";
import { inHook } from "./hook.ts";
import { type Project } from "./project.ts";

/**
 * The template of the project's own revision files; absent: the built-in one. Errors: `template-missing`,
 * `template-placeholder-unknown`, `hook-failed`, `hook-wrong`.
 */
export function templateOf(project: Project): Template | undefined {
  const { template } = project.config;
  if (template === undefined) return undefined;
  if (typeof template === "function") return (text) => called(project, template, text);
  const file = resolve(project.root, template);
  const written = readTemplate(file);
  return (text) => filled(written, file, placeholders(text));
}

function called(project: Project, template: Template, text: RevisionText): string {
  const arranged: unknown = inHook(project, "template", () => template(text));
  if (typeof arranged !== "string") throw hookWrong("template", "a text");
  return arranged;
}

function readTemplate(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw templateMissing(file, error);
  }
}

function placeholders({ downRevisions, ...text }: RevisionText): ReadonlyMap<string, string> {
  return new Map(Object.entries({ ...text, downRevision: downRevisions.join(", ") || "<base>" }));
}

function filled(template: string, file: string, values: ReadonlyMap<string, string>): string {
  return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (_all, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw templatePlaceholderUnknown(file, name, [...values.keys()]);
    return value;
  });
}
