import { configInvalid } from "./errors.ts";

type Options = Readonly<Record<string, unknown>>;

interface Types {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
}

/** An object, or `config-invalid`. */
export function record(value: unknown, file: string, option: string): Options {
  if (!isRecord(value)) throw configInvalid(file, option, "an object");
  return value;
}

/** An option of a simple type, nothing where it is not given, or `config-invalid`. */
export function optional<T extends keyof Types>(
  options: Options,
  name: string,
  type: T,
  file: string,
): Types[T] | undefined {
  const value = options[name];
  if (value === undefined || value === null) return undefined;
  if (!isOf(value, type)) throw configInvalid(file, name, `a ${type}`);
  return value;
}

/** One text or several, always as a list; nothing where it is not given, or `config-invalid`. */
export function textList(options: Options, name: string, file: string): readonly string[] | undefined {
  const value = options[name];
  if (value === undefined || value === null) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!list.every((each) => typeof each === "string"))
    throw configInvalid(file, name, "a string or a list of strings");
  return list;
}

export function isRecord(value: unknown): value is Options {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isOf<T extends keyof Types>(value: unknown, type: T): value is Types[T] {
  return typeof value === type;
}
