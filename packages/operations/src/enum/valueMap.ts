import { type QualifiedName, showName } from "@limbeck/model";

import { argumentWrong } from "../errors.ts";
import { type Hazard, type Holder } from "../hazard.ts";
import { isSql, type Sql } from "../input/sqlInput.ts";

/** The value that nobody has chosen yet. */
export const UNCHOSEN = { kind: "unchosen" } as const;

/** What rows get that hold a value which goes: by its name one that stays, or null. */
export type ValueMap = Readonly<Record<string, string | null | typeof UNCHOSEN>>;
export type ValueMapInput = Readonly<Record<string, string | null | Sql>>;

/** The values of an enum type before, where they are known, and after. */
export interface ValuesChange {
  readonly from?: readonly string[];
  readonly to: readonly string[];
}

const PLAIN = 'map takes a value of the enum type as a text ("ok", not sql`...`) or null';

/** Fails with `argument-wrong` where it names a value that does not go, or leads to one that is not there. */
export function valueMap(input: ValueMapInput, { from = [], to }: ValuesChange): ValueMap {
  const wrong = (problem: string) => argumentWrong("replaceEnum", problem);
  const entries = Object.entries(input).map(([value, into]): readonly [string, ValueMap[string]] => {
    if (to.includes(value) || (from.length > 0 && !from.includes(value)))
      throw wrong(`map names '${value}', which is no value that goes`);
    if (isSql(into)) {
      if (into.text.trim().toUpperCase() === "TODO") return [value, UNCHOSEN];
      throw wrong(`${PLAIN}, not ${into.text}`);
    }
    if (into !== null && !to.includes(into))
      throw wrong(`map leads from '${value}' to '${into}', which is no value`);
    return [value, into];
  });
  return Object.fromEntries<ValueMap[string]>(entries);
}

export function valueMapInput(map: ValueMap): ValueMapInput {
  const shown = Object.entries(map).map(([value, into]): readonly [string, ValueMapInput[string]] => [
    value,
    isUnchosen(into) ? { kind: "sql", text: "TODO" } : into,
  ]);
  return Object.fromEntries<ValueMapInput[string]>(shown);
}

interface Maps {
  readonly map?: ValueMap;
  readonly back?: ValueMap;
}

/** The maps of the opposite of a change, of which the opposite is the change again. */
export function reverseMap({ map, back }: Maps, change: ValuesChange): Maps {
  const turned = back ?? (map === undefined ? undefined : mapBack(map, change));
  const again =
    turned === undefined ? undefined : mapBack(turned, { from: change.to, to: change.from ?? [] });
  const known = JSON.stringify(again) === JSON.stringify(map);
  return {
    ...(turned === undefined ? {} : { map: turned }),
    ...(map === undefined || known ? {} : { back: map }),
  };
}

/** The way back as far as there is one: where a single value went into one that came, that comes from it. */
function mapBack(map: ValueMap, { from = [], to }: ValuesChange): ValueMap | undefined {
  const entries = Object.entries(map);
  const open = entries.some(([, into]) => isUnchosen(into));
  const back = to
    .filter((value) => !from.includes(value))
    .flatMap((value): readonly (readonly [string, ValueMap[string]])[] => {
      const [one, ...others] = entries.filter(([, into]) => into === value);
      if (one !== undefined && others.length === 0) return [[value, one[0]]];
      return open ? [[value, UNCHOSEN]] : [];
    });
  return back.length === 0 ? undefined : Object.fromEntries<ValueMap[string]>(back);
}

export function goneValues({ from = [], to }: ValuesChange): readonly string[] {
  return from.filter((value) => !to.includes(value));
}

interface Mapped {
  readonly name: QualifiedName;
  readonly values: ValuesChange;
  readonly map?: ValueMap;
}

/** What a reviewer has to know of rows that hold values which go; `loses`: where they are, as far as that is known. */
export function replaceHazards(
  { name, values, map = {} }: Mapped,
  loses: readonly Holder[] | undefined,
): readonly Hazard[] {
  const gone = goneValues(values);
  const open = gone.filter((value) => map[value] === undefined || isUnchosen(map[value]));
  const todo = open.some((value) => map[value] !== undefined);
  const rows = todo
    ? "rows that hold it need another value: write it in place of TODO"
    : open.length > 0
      ? "fails if a row holds it"
      : "rows that hold it get another value";
  const message = `${showName(name)} loses ${gone.join(", ")}: ${rows}`;
  return gone.length === 0
    ? []
    : [{ code: "loses-enum-value", message, ...(loses === undefined ? {} : { loses }) }];
}

export function isUnchosen(into: ValueMap[string] | undefined): into is typeof UNCHOSEN {
  return typeof into === "object" && into !== null;
}
