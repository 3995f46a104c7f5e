import { SourceMap, type SourceMapPayload } from "node:module";
import { resolve } from "node:path";
import type { SourcePosition } from "./errors.ts";
import { inNodeModules } from "./surroundings.ts";

/** What must be known of a running bundle to say where in the user's files a line of it comes from. */
export interface MappedBundle {
  readonly cwd: string;
  readonly map: string;
  readonly inputs: readonly string[];
  readonly shifts: Readonly<Record<string, number>>;
}

interface Running extends MappedBundle {
  parsed?: SourceMap;
}

const running = new Map<string, Running>();

/** `Function` puts two lines before the body that it is given. */
const linesBefore = 2;
const frame = /(limbeck-bundle-[0-9a-f]+\.mjs):(\d+):(\d+)/;

/** Makes the frames of a bundle, which runs under that name, known to `sourcePosition`. */
export function registerBundle(name: string, bundle: MappedBundle): void {
  if (!running.has(name)) running.set(name, { ...bundle });
}

/**
 * Where in a file of the user an error arose: the innermost frame of its stack that lies in a file that this package loaded,
 * packages aside. Nothing if there is none. Takes an error or the text of a stack.
 */
export function sourcePosition(error: unknown): SourcePosition | undefined {
  for (const line of stackOf(error).split("\n")) {
    const position = framePosition(line);
    if (position !== undefined && !inNodeModules(position.file)) return position;
  }
  return undefined;
}

/** The stack of an error with the user's files in place of bundles; the text itself where nothing is known. */
export function sourceStack(error: unknown): string {
  return stackOf(error).split("\n").map(sourceLine).join("\n");
}

function sourceLine(line: string): string {
  const position = framePosition(line);
  return position ? line.replace(frame, `${position.file}:${position.line}:${position.column}`) : line;
}

function framePosition(line: string): SourcePosition | undefined {
  const [, name = "", row, column] = frame.exec(line) ?? [];
  const bundle = running.get(name);
  if (bundle === undefined || !/^\s*at /.test(line)) return undefined;
  return original(bundle, Number(row) - 1 - linesBefore, Number(column) - 1);
}

function original(bundle: Running, line: number, column: number): SourcePosition | undefined {
  bundle.parsed ??= new SourceMap(payload(bundle.map));
  const entry = bundle.parsed.findEntry(line, column);
  if (!("originalSource" in entry)) return undefined;
  const file = resolve(bundle.cwd, entry.originalSource);
  if (!bundle.inputs.includes(file)) return undefined;
  const shift = entry.originalLine === 0 ? (bundle.shifts[file] ?? 0) : 0;
  return { file, line: entry.originalLine + 1, column: Math.max(entry.originalColumn - shift, 0) + 1 };
}

function payload(map: string): SourceMapPayload {
  // The text is esbuild's own, made or verified by digest in this process.
  return JSON.parse(map) as SourceMapPayload;
}

function stackOf(error: unknown): string {
  if (typeof error === "string") return error;
  const stack: unknown =
    typeof error === "object" && error !== null && "stack" in error ? error.stack : undefined;
  return typeof stack === "string" ? stack : "";
}
