import { readManifest, root, type Manifest, type Package, type Versions } from "../workspace.ts";

/** The entries that users import; each is a file of packages/limbeck/src. */
export const entries = ["index", "pg", "sqlite"] as const;

/** ES modules without a CommonJS form, which Node 20.12 cannot `require`: they go into the bundle, with their licence beside it. */
export const bundledPackages: readonly string[] = ["js-tokens"];

const kinds = ["dependencies", "optionalDependencies", "peerDependencies"] as const;
type Kind = (typeof kinds)[number];

/**
 * The package.json that is published: that of packages/limbeck, with the dependencies of every workspace that goes into the
 * bundle in the place of those workspaces. One npm package asked for in two ranges is an error.
 */
export function publishedManifest(packages: readonly Package[]): object {
  const { private: _, ...own } = readManifest(`${root}/packages/limbeck`);
  const bundled = reachable(own.name, packages);
  const { dependencies, optionalDependencies, peerDependencies } = union(bundled);
  return {
    name: own.name,
    version: own.version,
    description: own.description,
    license: own.license,
    type: "module",
    keywords: own.keywords,
    engines: own.engines,
    bin: { limbeck: "./cjs/cli.cjs" },
    main: "./cjs/index.cjs",
    types: "./esm/index.d.ts",
    exports: { ...Object.fromEntries(entries.map(exported)), "./package.json": "./package.json" },
    files: ["esm", "cjs", "licences", "CHANGELOG.md"],
    dependencies,
    optionalDependencies,
    peerDependencies,
    peerDependenciesMeta: Object.fromEntries(
      bundled.flatMap((one) => Object.entries(one.peerDependenciesMeta ?? {})),
    ),
  };
}

/** Every npm package that the built files may import. */
export function publishedDependencies(packages: readonly Package[]): readonly string[] {
  return Object.values(union(reachable("limbeck", packages))).flatMap((versions) => Object.keys(versions));
}

function exported(entry: string): readonly [string, object] {
  const conditions = (folder: string, suffix: string): object => ({
    types: `./${folder}/${entry}.d.${suffix.replace("js", "ts")}`,
    default: `./${folder}/${entry}.${suffix}`,
  });
  const path = entry === "index" ? "." : `./${entry}`;
  return [path, { import: conditions("esm", "js"), require: conditions("cjs", "cjs") }];
}

/** A workspace and all that it depends on, directly or not. */
function reachable(name: string, packages: readonly Package[]): readonly Manifest[] {
  const found = new Map<string, Manifest>();
  const visit = (each: string): void => {
    const manifest = packages.find((one) => one.manifest.name === each)?.manifest;
    if (manifest === undefined || found.has(each)) return;
    found.set(each, manifest);
    Object.keys(manifest.dependencies ?? {}).forEach(visit);
  };
  visit(name);
  return [...found.values()];
}

function union(manifests: readonly Manifest[]): Readonly<Record<Kind, Versions>> {
  const internal = new Set(manifests.map(({ name }) => name));
  const merged = kinds.map((kind) => {
    const versions = new Map<string, string>();
    for (const manifest of manifests) {
      for (const [name, range] of Object.entries(manifest[kind] ?? {})) {
        const before = versions.get(name) ?? range;
        if (before !== range) throw new Error(`${name} is asked for as ${before} and as ${range}`);
        if (!internal.has(name) && !bundledPackages.includes(name)) versions.set(name, range);
      }
    }
    return [kind, Object.fromEntries([...versions].sort(([a], [b]) => (a < b ? -1 : 1)))] as const;
  });
  return Object.fromEntries(merged) as Record<Kind, Versions>;
}
