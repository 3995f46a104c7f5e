/** What a value may be: how that is said, and whether a value is it. */
export interface Kind {
  readonly words: string;
  readonly fits: (value: unknown) => boolean;
}

export const text: Kind = {
  words: "a text that is not empty",
  fits: (value) => typeof value === "string" && value !== "",
};

/** A text that may be empty. */
export const anyText: Kind = { words: "a text", fits: (value) => typeof value === "string" };

export const flag: Kind = { words: "true or false", fits: (value) => typeof value === "boolean" };

/** What is said by being there. */
export const yes: Kind = { words: "true, or left out", fits: (value) => value === true };

export const sql: Kind = { words: "sql`…`", fits: (value) => hasOwnOrInherited(value, "getSQL") };

export const callback: Kind = { words: "a function", fits: (value) => typeof value === "function" };

export const nothing: Kind = { words: "null", fits: (value) => value === null };

export const number: Kind = { words: "a number", fits: Number.isFinite };

/** NaN and the infinities are values of some types too. */
export const anyNumber: Kind = { words: "a number", fits: (value) => typeof value === "number" };

export const bigint: Kind = { words: "a bigint", fits: (value) => typeof value === "bigint" };

/** A value by itself, as a default is one. */
export const plain: Kind = either(anyText, number, flag);

export const date: Kind = {
  words: "a date that there is",
  // Models may come from another realm, whose dates are no instances of ours.
  fits: (value) => Object.prototype.toString.call(value) === "[object Date]" && !Number.isNaN(Number(value)),
};

export function above(least: number): Kind {
  return {
    words: `a number above ${String(least)}`,
    fits: (value) => typeof value === "number" && Number.isFinite(value) && value > least,
  };
}

export function whole(least: number, most?: number): Kind {
  const from = `a whole number from ${String(least)}`;
  return {
    words: most === undefined ? `${from} on` : `${from} to ${String(most)}`,
    fits: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= (most ?? Infinity),
  };
}

export function word(...words: readonly string[]): Kind {
  return {
    words: listed(
      words.map((one) => JSON.stringify(one)),
      "or",
    ),
    fits: (value) => typeof value === "string" && words.includes(value),
  };
}

export function either(...kinds: readonly Kind[]): Kind {
  return {
    words: listed(
      kinds.map(({ words }) => words),
      "or",
    ),
    fits: (value) => kinds.some(({ fits }) => fits(value)),
  };
}

export function list(kind: Kind, least = 1): Kind {
  return {
    words: `a list${least === 0 ? "" : " that is not empty"}, each ${kind.words}`,
    fits: (value) => Array.isArray(value) && value.length >= least && value.every(kind.fits),
  };
}

/** An object whose names are the author's. */
export function record(kind: Kind, least = 0): Kind {
  return {
    words: `an object${least === 0 ? "" : " that is not empty"} in which each is ${kind.words}`,
    fits: (value) => {
      if (!isPlain(value)) return false;
      const entries = Object.entries(value);
      return entries.length >= least && entries.every(([name, one]) => name !== "" && kind.fits(one));
    },
  };
}

/** An object with options of its own; those that begin `required` have to be there. */
export function options(kinds: Readonly<Record<string, Kind>>, required: readonly string[] = []): Kind {
  const names = Object.keys(kinds).map((name) => (required.includes(name) ? name : `${name}?`));
  return {
    words: `{ ${names.join(", ")} }`,
    fits: (value) =>
      isPlain(value) &&
      required.every((name) => Reflect.get(value, name) !== undefined) &&
      Object.entries(value).every(([name, one]) => one === undefined || (kinds[name]?.fits(one) ?? false)),
  };
}

/** An object of Drizzle or of ours, told by what it has. */
export function having(property: string | symbol, words: string): Kind {
  return { words, fits: (value) => hasOwnOrInherited(value, property) };
}

export function listed(words: readonly string[], last: "and" | "or"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;
}

function hasOwnOrInherited(value: unknown, property: string | symbol): boolean {
  return isObject(value) && property in value;
}

/** A pgEnum is a function. */
function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("getSQL" in value);
}
