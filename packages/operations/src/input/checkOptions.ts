import { argumentWrong } from "../errors.ts";
import { ARGUMENTS, OBJECTS } from "./options.ts";
import { isPlain, isSql } from "./sqlInput.ts";

/**
 * Looks through the arguments of a directive for options that there are not, which would else be passed over: the types say so too, but
 * nothing compares a revision with them before it runs. Errors: `argument-wrong`.
 */
export function checkOptions(directive: string, args: readonly unknown[]): void {
  const wrong = (problem: string): Error => argumentWrong(directive, problem);
  (ARGUMENTS[directive] ?? "").split(" ").forEach((object, at) => {
    if (object in OBJECTS) checkValue(args[at], { object, place: "", wrong });
  });
}

interface Place {
  /** What stands here, by its name in the list of objects. */
  readonly object: string;
  /** As one would write it behind the argument: `columns[0].identity`. */
  readonly place: string;
  readonly wrong: (problem: string) => Error;
}

function checkValue(value: unknown, at: Place): void {
  if (Array.isArray(value))
    value.forEach((item, index) => checkValue(item, { ...at, place: `${at.place}[${index}]` }));
  else if (isPlain(value) && !isSql(value)) checkObject(value, at);
}

function checkObject(value: object, { object, place, wrong }: Place): void {
  const known = optionsOf(object);
  for (const [name, option] of Object.entries(value)) {
    if (option === undefined) continue;
    const held = known.get(name);
    if (held === undefined) throw wrong(unknown(place, name, [...known.keys()]));
    if (held !== "")
      checkValue(option, { object: held, place: place === "" ? name : `${place}.${name}`, wrong });
  }
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
