import { argumentWrong } from "../errors.ts";
import { ARGUMENTS, OBJECTS } from "./options.ts";
import { isPlain, isSql } from "./sqlInput.ts";

/**
 * Looks through the arguments of a directive for options that there are not, which would else be passed over: the types say so too, but
 * nothing compares a revision with them before it runs. Errors: `argument-wrong`.
 */
export function checkOptions(directive: string, args: readonly unknown[]): void {
  for (const [at, object] of (ARGUMENTS[directive] ?? "").split(" ").entries()) {
    const found = object in OBJECTS ? problemIn(args[at], { object, place: "" }) : undefined;
    // Thrown from here: deep in a table, its stack would not reach the line of the revision.
    if (found !== undefined) throw argumentWrong(directive, found);
  }
}

interface Place {
  /** What stands here, by its name in the list of objects. */
  readonly object: string;
  /** As one would write it behind the argument: `columns[0].identity`. */
  readonly place: string;
}

function problemIn(value: unknown, { object, place }: Place): string | undefined {
  if (Array.isArray(value))
    return firstOf(value, (item, at) => problemIn(item, { object, place: `${place}[${at}]` }));
  if (!isPlain(value) || isSql(value)) return undefined;
  const known = optionsOf(object);
  const said = Object.entries(value).filter(([, option]) => option !== undefined);
  return firstOf(said, ([name, option]) => {
    const held = known.get(name);
    if (held === undefined) return unknown(place, name, [...known.keys()]);
    return held === ""
      ? undefined
      : problemIn(option, { object: held, place: place === "" ? name : `${place}.${name}` });
  });
}

function firstOf<T>(
  items: readonly T[],
  ask: (item: T, at: number) => string | undefined,
): string | undefined {
  for (const [at, item] of items.entries()) {
    const answer = ask(item, at);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function unknown(place: string, name: string, known: readonly string[]): string {
  return `there is no option ${name}${place === "" ? "" : ` in ${place}`}, only ${known.join(", ")}`;
}

const read = new Map<string, ReadonlyMap<string, string>>();

/** The options of an object, each with the object that it holds, if any. */
function optionsOf(object: string): ReadonlyMap<string, string> {
  const known = read.get(object);
  if (known !== undefined) return known;
  const options = (OBJECTS[object] ?? "").split(" ").map((option): readonly [string, string] => {
    const [name = "", held = ""] = option.split(":");
    return [name, held];
  });
  const made = new Map(options);
  read.set(object, made);
  return made;
}
