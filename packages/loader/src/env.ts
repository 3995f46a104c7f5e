import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";

type Variables = Readonly<Record<string, string>>;

/**
 * Reads `.env` of each folder into the environment as `import "dotenv/config"` would: what is set already stays, and of two
 * folders the first wins.
 */
export function loadEnv(folders: readonly string[], environment: NodeJS.ProcessEnv = process.env): void {
  for (const folder of new Set(folders)) fill(environment, read(join(folder, ".env")));
}

/** What `dotenv` calls `config`, in the part that configuration files use: `path`, one or several, and `override`. */
export function configureDotenv(options: DotenvOptions = {}): { readonly parsed: Variables } {
  const files = [options.path ?? ".env"].flat().map((path) => resolve(path));
  const parsed: Record<string, string> = {};
  for (const file of files) {
    if (options.override === true) Object.assign(parsed, read(file));
    else fill(parsed, read(file));
  }
  if (options.override === true) Object.assign(process.env, parsed);
  else fill(process.env, parsed);
  return { parsed };
}

interface DotenvOptions {
  readonly path?: string | readonly string[];
  readonly override?: boolean;
}

function read(file: string): Variables {
  if (!existsSync(file)) return {};
  const parsed = Object.entries(parseEnv(readFileSync(file, "utf8")));
  return Object.fromEntries(parsed.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function fill(target: Record<string, string | undefined>, variables: Variables): void {
  for (const [name, value] of Object.entries(variables)) target[name] ??= value;
}
