import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

export type Versions = Readonly<Record<string, string>>;

/** What we read of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly license?: string;
  readonly keywords?: readonly string[];
  readonly engines?: Versions;
  /** Of a workspace: files by entry. */
  readonly exports?: Versions;
  readonly dependencies?: Versions;
  readonly optionalDependencies?: Versions;
  readonly peerDependencies?: Versions;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly devDependencies?: Versions;
}

export interface Package {
  /** The name of its folder in packages/, which is its name without the scope. */
  readonly folder: string;
  readonly path: string;
  readonly manifest: Manifest;
}

/** The workspaces, sorted by folder. */
export function workspaces(): readonly Package[] {
  return readdirSync(join(root, "packages"))
    .sort()
    .map((folder) => {
      const path = join(root, "packages", folder);
      return { folder, path, manifest: readManifest(path) };
    });
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}
