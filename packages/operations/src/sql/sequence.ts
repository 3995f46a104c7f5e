import { fillSequenceOptions, type SequenceOptions, type SequenceType } from "@limbeck/model";

/** The options that are said, in PostgreSQL's order; empty where none is. */
export function sequenceOptionsSql(options: SequenceOptions): readonly string[] {
  return KEYS.flatMap((key) => (options[key] === undefined ? [] : [sayOption(key, options)]));
}

/** What ALTER SEQUENCE and SET of an identity say to come from one to the other; a default is taken back by its words. */
export function changedOptionsSql(
  from: SequenceOptions,
  to: SequenceOptions,
  narrowed?: SequenceType,
): readonly string[] {
  const changed = KEYS.filter((key) => valueOf(key, from) !== valueOf(key, to));
  const said = changed.map((key) => (to[key] === undefined ? defaultOption(key, to) : sayOption(key, to)));
  return leavesLimits(from, to, narrowed) ? [...said, "RESTART"] : said;
}

interface Counting {
  /** Absent: not known, and left as it is. */
  readonly type?: SequenceType | undefined;
  readonly options?: SequenceOptions | undefined;
}

/**
 * What ALTER SEQUENCE says where the type may change too, one text a statement. With a new type, PostgreSQL puts limits at the type's
 * own ends whatever the direction (init_params in sequence.c), so the options come in a statement of their own: in the wider type.
 */
export function changedSequenceSql(from: Counting, to: Counting): readonly string[] {
  const [was = {}, wanted = {}] = [from.options, to.options];
  const { type: before = to.type } = from;
  if (to.type === undefined || before === undefined || to.type === before) return changed(was, wanted);
  const typed = `AS ${to.type}`;
  if (WIDTH[before] > WIDTH[to.type]) return [...changed(was, wanted, to.type), typed];
  return [typed, ...changed(retyped(was, before, to.type), wanted)];
}

/** The change as one text, or none. */
function changed(from: SequenceOptions, to: SequenceOptions, narrowed?: SequenceType): readonly string[] {
  const options = changedOptionsSql(from, to, narrowed).join(" ");
  return options === "" ? [] : [options];
}

/** The options after the type has changed: a limit at the old type's end is at the new type's, though the author chose it. */
function retyped(options: SequenceOptions, from: SequenceType, to: SequenceType): SequenceOptions {
  const { min, max, start = defaultStart(options) } = options;
  const [old, own] = [ends(from), ends(to)];
  return {
    ...options,
    start,
    ...(min === old.min && { min: own.min }),
    ...(max === old.max && { max: own.max }),
  };
}

function ends(type: SequenceType): Required<Pick<SequenceOptions, "min" | "max">> {
  return {
    min: fillSequenceOptions({ increment: "-1" }, type).min,
    max: fillSequenceOptions({}, type).max,
  };
}

const WIDTH = { smallint: 2, integer: 4, bigint: 8 } satisfies Record<SequenceType, number>;

/**
 * Whether a sequence that stands where it started is outside the new limits: the server refuses those unless the
 * sequence starts again. The ends of a narrower type are limits too.
 */
function leavesLimits(from: SequenceOptions, to: SequenceOptions, narrowed?: SequenceType): boolean {
  const start = BigInt(from.start ?? defaultStart(from));
  const own: Partial<ReturnType<typeof ends>> = narrowed === undefined ? {} : ends(narrowed);
  const low = to.min ?? (to.increment?.startsWith("-") === true ? own.min : "1");
  const high = to.max ?? (to.increment?.startsWith("-") === true ? "-1" : own.max);
  return (low !== undefined && start < BigInt(low)) || (high !== undefined && start > BigInt(high));
}

const KEYS = [
  "increment",
  "min",
  "max",
  "start",
  "cache",
  "cycle",
] as const satisfies readonly (keyof SequenceOptions)[];
type Key = (typeof KEYS)[number];

function sayOption(key: Key, options: SequenceOptions): string {
  return key === "cycle" ? "CYCLE" : `${WORDS[key]} ${options[key] ?? ""}`;
}

const WORDS = {
  increment: "INCREMENT BY",
  min: "MINVALUE",
  max: "MAXVALUE",
  start: "START WITH",
  cache: "CACHE",
} satisfies Record<Exclude<Key, "cycle">, string>;

const DEFAULTS = {
  increment: () => "INCREMENT BY 1",
  min: () => "NO MINVALUE",
  max: () => "NO MAXVALUE",
  start: (options) => `START WITH ${defaultStart(options)}`,
  cache: () => "CACHE 1",
  cycle: () => "NO CYCLE",
} satisfies Record<Key, (options: SequenceOptions) => string>;

function defaultOption(key: Key, options: SequenceOptions): string {
  return DEFAULTS[key](options);
}

/** An ascending sequence starts at its minimum, a descending one at its maximum; neither depends on the type. */
function defaultStart({ increment, min, max }: SequenceOptions): string {
  return increment?.startsWith("-") === true ? (max ?? "-1") : (min ?? "1");
}

/** Limits follow from the direction and the start from both, and change with them though they are said on neither side. */
function valueOf(key: Key, options: SequenceOptions): string | boolean | undefined {
  if (key === "start") return options.start ?? defaultStart(options);
  const limit = key === "min" || key === "max";
  return options[key] ?? (limit ? options.increment?.startsWith("-") === true : undefined);
}
