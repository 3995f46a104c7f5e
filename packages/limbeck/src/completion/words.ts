import { type Command, type Option } from "commander";

/** Where the word that is being typed stands. */
export type Place =
  | { readonly kind: "command" }
  | { readonly kind: "option"; readonly command: Command }
  | { readonly kind: "value"; readonly option: Option }
  | { readonly kind: "argument"; readonly command: Command; readonly index: number };

/** What was typed, as far as it is understood. */
export interface Typed {
  readonly place: Place;
  /** The word that is being typed; of `--head=shop` it is `shop`. */
  readonly word: string;
  /** The values of the options that were given, by their long names. */
  readonly values: ReadonlyMap<string, string>;
}

/** Reads the words of a command line that is not finished yet; the last one is being typed. */
export function readWords(root: Command, words: readonly string[]): Typed {
  const values = new Map<string, string>();
  let state: State = { root, command: root, index: 0, open: undefined, onlyArguments: false };
  for (const word of words.slice(0, -1)) state = readWord(state, word, values);
  return { ...placeOf(state, words.at(-1) ?? ""), values };
}

interface State {
  readonly root: Command;
  readonly command: Command;
  /** How many arguments of the command are there. */
  readonly index: number;
  /** The option whose value is awaited. */
  readonly open: Option | undefined;
  /** Behind `--`. */
  readonly onlyArguments: boolean;
}

function readWord(state: State, word: string, values: Map<string, string>): State {
  const { root, command, index, open, onlyArguments } = state;
  if (!onlyArguments && isOption(word)) return readOption(state, word, values);
  if (open !== undefined) {
    values.set(open.attributeName(), word);
    return open.variadic ? state : { ...state, open: undefined };
  }
  return command === root ? { ...state, command: commandOf(root, word) } : { ...state, index: index + 1 };
}

function readOption(state: State, word: string, values: Map<string, string>): State {
  const [name, value] = divided(word);
  const option = optionOf(state.command, name);
  if (option !== undefined && value !== undefined) values.set(option.attributeName(), value);
  const isOpen = option !== undefined && takesValue(option) && value === undefined;
  return { ...state, open: isOpen ? option : undefined, onlyArguments: word === "--" };
}

function placeOf(state: State, word: string): Pick<Typed, "place" | "word"> {
  const { root, command, index, open, onlyArguments } = state;
  if (!onlyArguments && isOption(word)) {
    const [name, value] = divided(word);
    const option = optionOf(command, name);
    if (value === undefined || option === undefined) return { place: { kind: "option", command }, word };
    return { place: { kind: "value", option }, word: value };
  }
  if (open !== undefined) return { place: { kind: "value", option: open }, word };
  return { place: command === root ? { kind: "command" } : { kind: "argument", command, index }, word };
}

/** A step such as `-1` is none. */
function isOption(word: string): boolean {
  return word.startsWith("-") && !/^-\d/.test(word);
}

/** `--head=shop` → `--head`, `shop`. */
function divided(word: string): readonly [name: string, value?: string] {
  const at = word.indexOf("=");
  return word.startsWith("--") && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word];
}

function optionOf({ options }: Command, name: string): Option | undefined {
  return options.find(({ short, long }) => name === long || name === short);
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

/** The root itself for a name that is none of its commands. */
function commandOf(root: Command, name: string): Command {
  return root.commands.find((command) => [command.name(), ...command.aliases()].includes(name)) ?? root;
}
