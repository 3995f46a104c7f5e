import type { BundleText } from "./build.ts";
import { readCode, writeCode } from "./codeCache.ts";
import { compile } from "./compile.ts";
import { contentHash } from "./contentHash.ts";
import { importMeta, type ImportMeta } from "./importMeta.ts";
import { requireFrom } from "./nodeResolution.ts";
import { registerBundle } from "./position.ts";
import { type StandIns, standInModule, whenAbsent } from "./standIns.ts";

/** Runs one of the files of a bundle, with what it imports, at its first call. */
export type RunEntry = () => Promise<unknown>;

/** What a bundle finds under the name `__limbeck`. */
interface Host {
  readonly entries: Record<string, RunEntry>;
  readonly require: (from: string, specifier: string) => unknown;
  readonly standIn: (name: string) => unknown;
  readonly defaultOf: (module: unknown) => unknown;
  readonly meta: (file: string) => ImportMeta;
}

/** A bundle that has been prepared for running. */
export interface Evaluated {
  readonly entries: Host["entries"];
  /** Keeps what V8 has compiled of it, for the next process. */
  readonly keepCode: () => Promise<void>;
}

/** Prepares a bundle for running; no line of the user's runs before an entry is called. `folder` is where it is kept, if anywhere. */
export async function evaluate(
  bundle: BundleText,
  cwd: string,
  standIns: StandIns,
  folder?: string,
): Promise<Evaluated> {
  const digest = contentHash(bundle.code);
  const name = `limbeck-bundle-${digest.slice(0, 16)}.mjs`;
  registerBundle(name, { cwd, map: bundle.map, inputs: bundle.inputs, shifts: bundle.shifts });
  const host = hostObject(await standInModules(bundle.standIns, standIns));
  const module = { exports: {} };
  const known = folder === undefined ? undefined : readCode(folder, digest);
  const { run, code } = compile(bundle.code, PARAMETERS, name, known);
  run(host, computedRequire(cwd), module, module.exports);
  return {
    entries: host.entries,
    keepCode: async () => {
      if (folder !== undefined) await writeCode(folder, digest, code);
    },
  };
}

const PARAMETERS = ["__limbeck", "require", "module", "exports"];

function hostObject(standIns: ReadonlyMap<string, unknown>): Host {
  return {
    entries: {},
    require: (from, specifier) => requireFrom(from)(specifier) as unknown,
    standIn: (name) => standIns.get(name),
    defaultOf: (module) => (isTranspiled(module) ? module.default : module),
    meta: importMeta,
  };
}

function isTranspiled(module: unknown): module is { readonly default: unknown } {
  return typeof module === "object" && module !== null && "__esModule" in module && "default" in module;
}

async function standInModules(
  used: readonly string[],
  standIns: StandIns,
): Promise<ReadonlyMap<string, unknown>> {
  const modules = used.map(
    async (name) =>
      [name, await standInModule(name in standIns ? standIns[name] : whenAbsent[name])] as const,
  );
  return new Map(await Promise.all(modules));
}

/** For `require(expression)`, which no bundler can see: from the folder of the project. `resolve` knows its importer. */
function computedRequire(cwd: string): unknown {
  const require = requireFrom(cwd);
  const resolve = (specifier: string, options?: { paths?: string[] }): string => {
    const [from, name] = imported(specifier) ?? [cwd, specifier];
    return requireFrom(from).resolve(name, options);
  };
  return Object.assign((specifier: string): unknown => require(specifier), { resolve, cache: require.cache });
}

function imported(specifier: string): readonly [string, string] | undefined {
  if (!specifier.startsWith("limbeck:")) return undefined;
  const parsed: unknown = JSON.parse(specifier.slice("limbeck:".length));
  if (!Array.isArray(parsed)) return undefined;
  return [String(parsed[0]), String(parsed[1])];
}
