import {
  configOptionUnknown,
  configOptionWrong,
  databaseNameUnknown,
  environmentUnknown,
} from "../configErrors.ts";
import { type LimbeckConfig } from "./config.ts";

type Kind =
  "text" | "texts" | "list" | "number" | "boolean" | "record" | "function" | "callable" | "revisions";

/** The options with what they hold. A misspelt option is an error: silently passed over, it would do nothing. */
export const OPTIONS = {
  dialect: "text",
  schema: "texts",
  url: "callable",
  credentials: "record",
  revisions: "revisions",
  versionLocations: "list",
  recursive: "boolean",
  schemas: "list",
  tables: "list",
  roles: "list",
  renames: "list",
  includeName: "function",
  includeObject: "function",
  casing: "text",
  manage: "list",
  extensions: "list",
  scratch: "text",
  versionTable: "record",
  fileTemplate: "text",
  slugLength: "number",
  timezone: "text",
  revisionIds: "text",
  template: "callable",
  processRevision: "function",
  renderOperation: "function",
  operations: "record",
  postWrite: "list",
  serverVersion: "number",
  online: "boolean",
  transaction: "text",
  lock: "text",
  lockTimeout: "number",
  lockRetries: "number",
  statementTimeout: "number",
  onStep: "function",
  onConnect: "list",
  databases: "record",
  environments: "record",
} as const satisfies Record<keyof LimbeckConfig, Kind>;

const WORDS = {
  dialect: ["postgresql", "sqlite"],
  casing: ["snake_case", "camelCase"],
  revisionIds: ["random", "sequential"],
  transaction: ["revision", "all"],
  lock: ["session", "transaction", "none"],
} satisfies Partial<Record<keyof LimbeckConfig, readonly string[]>>;

const isText = (value: unknown): value is string => typeof value === "string";
const isList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const FITS = {
  text: isText,
  texts: (value) => isText(value) || isList(value),
  list: isList,
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  record: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  function: (value) => typeof value === "function",
  callable: (value) => isText(value) || typeof value === "function",
  // What is wrong with one of a list is said by its number, also where no file is read.
  revisions: (value) => isText(value) || Array.isArray(value),
} satisfies Record<Kind, (value: unknown) => boolean>;

/** The configuration that a file exports, checked; with an environment, that of the environment. */
export function checkConfig(value: unknown, file: string, environment: string | undefined): LimbeckConfig {
  const config = checkOptions(value, file);
  const chosen = environment === undefined ? {} : environmentOf(config, file, environment);
  const databases = databasesOf(config, chosen, file);
  return { ...config, ...chosen, ...(databases === undefined ? {} : { databases }) };
}

function environmentOf({ environments = {} }: LimbeckConfig, file: string, name: string): LimbeckConfig {
  const chosen = environments[name];
  if (chosen === undefined) throw environmentUnknown(name, Object.keys(environments));
  return checkOptions(chosen, file);
}

/** An environment may say something of each database; it adds none. */
function databasesOf(config: LimbeckConfig, chosen: LimbeckConfig, file: string): LimbeckConfig["databases"] {
  const { databases } = config;
  if (databases === undefined) return undefined;
  const unknown = Object.keys(chosen.databases ?? {}).find((name) => databases[name] === undefined);
  if (unknown !== undefined) throw databaseNameUnknown(unknown, Object.keys(databases));
  const merged = Object.entries(databases).map(([name, own]) => {
    const said = { ...checkOptions(own, file), ...checkOptions(chosen.databases?.[name] ?? {}, file) };
    return [name, said] as const;
  });
  return Object.fromEntries(merged);
}

function checkOptions(value: unknown, file: string): LimbeckConfig {
  if (typeof value !== "object" || value === null)
    throw configOptionWrong(file, "the whole of it", "an object");
  const kinds = new Map<string, Kind>(Object.entries(OPTIONS));
  for (const [option, held] of Object.entries(value)) {
    const kind = kinds.get(option);
    if (kind === undefined) throw configOptionUnknown(file, option, [...kinds.keys()]);
    if (held !== undefined && !FITS[kind](held)) throw configOptionWrong(file, option, EXPECTED[kind]);
    const words = new Map<string, readonly string[]>(Object.entries(WORDS)).get(option);
    if (words !== undefined && held !== undefined && !words.includes(String(held))) {
      throw configOptionWrong(file, option, words.map((word) => `"${word}"`).join(" or "));
    }
  }
  return value;
}

const EXPECTED = {
  text: "a text",
  texts: "a text or a list of texts",
  list: "a list of texts",
  number: "a number",
  boolean: "true or false",
  record: "an object",
  function: "a function",
  callable: "a text or a function",
  revisions: "a folder or a list of imported revision files",
} satisfies Record<Kind, string>;
