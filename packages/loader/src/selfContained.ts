/** What a self-contained bundle may import: none of these asks for anything that changes from run to run. */
const MODULES: ReadonlySet<string> = new Set([
  "drizzle-orm",
  "drizzle-orm/pg-core",
  "drizzle-orm/sqlite-core",
  "limbeck/pg",
  "limbeck/sqlite",
]);

/** Globals that answer the same in every run. */
const CONSTANT: ReadonlySet<string> = new Set([
  ...[
    "Object",
    "Array",
    "String",
    "Number",
    "Boolean",
    "BigInt",
    "Symbol",
    "Map",
    "Set",
    "WeakMap",
    "WeakSet",
  ],
  ...["JSON", "Math", "RegExp", "Error", "TypeError", "RangeError", "SyntaxError", "Promise"],
  ...["undefined", "NaN", "Infinity", "isNaN", "isFinite", "parseInt", "parseFloat"],
  ...["hasOwnProperty", "toString", "valueOf"],
]);

/** What those, and the syntax, lead to that does not: chance, the language of the machine, the call stack, other modules, any global. */
const VARYING: readonly string[] = [
  ...["random", "localeCompare", "toLocaleString", "toLocaleUpperCase", "toLocaleLowerCase"],
  ...["stack", "captureStackTrace", "prepareStackTrace", "stackTraceLimit", "constructor"],
  ...["require", "import", "__limbeck_meta"],
];

/** How a bundle requires a package: what stands there is no word of the author's. */
const REQUIRES = /(?:__limbeck\.require\(\.\.\.|limbeck-(?:require|dual):)\[[^\]]*\]/g;

/** What Drizzle calls when a row is written, and never when a table is made: the commonest of such functions, as esbuild prints them. */
const LATER =
  /\.\$(?:default|defaultFn|onUpdate|onUpdateFn)\(\(\) => (?:\/\* @__PURE__ \*\/ )?(?:new Date|Date\.now|crypto\.randomUUID)\(\)\)/g;

/**
 * Whether all that a bundle does, when it runs, follows from its own text and from the packages that it requires. Decided on its words, and in
 * doubt against it: one that could mean a global other than a few constant ones is enough, also as the name of a property or within a
 * text or a comment. `modules` are what it imports from outside.
 */
export function isSelfContained(code: string, modules: readonly string[]): boolean {
  if (!modules.every((name) => MODULES.has(name))) return false;
  const text = code.replaceAll(REQUIRES, "").replaceAll(LATER, "");
  // A name may be written in escapes: `\u0044ate`.
  if (/\\[ux]/.test(text)) return false;
  const varying = new Set([...globalNames(), ...VARYING]);
  return !(text.match(/[\w$]+/g) ?? []).some((word) => varying.has(word));
}

/** A word that no text declares means a property of the global object, its own or an inherited one, or nothing. */
function globalNames(): readonly string[] {
  const names = [globalThis, ...prototypesOf(globalThis)].flatMap((each) => Object.getOwnPropertyNames(each));
  return names.filter((name) => !CONSTANT.has(name));
}

function prototypesOf(object: object): readonly object[] {
  const prototype: unknown = Object.getPrototypeOf(object);
  return typeof prototype === "object" && prototype !== null ? [prototype, ...prototypesOf(prototype)] : [];
}
