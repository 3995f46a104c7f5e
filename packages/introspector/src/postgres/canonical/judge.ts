import { canonicalType, type Table } from "@limbeck/model";
import { operatorClassText } from "../operatorClass.ts";
import { normaliseDefault } from "../trivial/default.ts";
import { normalise, type Place } from "../trivial/normalise.ts";
import { castType, normalType, pseudoType } from "../trivial/type.ts";
import { type Pair, type Verdict } from "./pair.ts";

/** What can be said of a pair without the server; undefined where it has to be asked. */
export type TrivialJudge = (pair: Pair) => Verdict | undefined;

/** A judge that remembers, for as long as one comparison lasts: the same few texts stand in most tables. */
export function trivialJudge(defaultSchema: string): TrivialJudge {
  const remembered = new Map<string, Verdict | undefined>();
  const placeOf = placeFinder(defaultSchema);
  return (pair) => {
    if (pair.written === pair.canonical) return EQUAL;
    const place = placeOf(pair.table);
    const key = memoryKey(pair);
    if (!remembered.has(key)) remembered.set(key, judge(pair, place));
    return remembered.get(key);
  };
}

const EQUAL: Verdict = { kind: "equal" };

/** What a judgement depends on; for an expression that is the table too. */
function memoryKey({ slot, table, written, canonical }: Pair): string {
  const where =
    slot.kind === "default"
      ? slot.type
      : slot.kind === "expression"
        ? JSON.stringify([table.schema, table.name])
        : "";
  return [slot.kind, where, written, canonical].join("\0");
}

function placeFinder(defaultSchema: string): (table: Table) => Place {
  const places = new WeakMap<Table, Place>();
  return (table) => {
    const known = places.get(table);
    if (known !== undefined) return known;
    const types = new Map(table.columns.map(({ name, type }) => [name, type.canonical ?? ""]));
    const place = { table: { schema: table.schema ?? defaultSchema, name: table.name }, types };
    places.set(table, place);
    return place;
  };
}

function judge(pair: Pair, place: Place): Verdict | undefined {
  if (isSame(pair, place)) return EQUAL;
  if (pair.slot.kind !== "type") return undefined;
  return judgeTypes(pair);
}

/** The names of built-in types are all known: two of them that differ are two types, and none is a type of the user's. */
function judgeTypes({ written, canonical }: Pair): Verdict | undefined {
  const [said, there] = [canonicalType(written) ?? pseudoType(written), canonicalType(canonical)];
  if (said !== undefined && there !== undefined) return { kind: "different", canonical: said };
  const isPseudo = pseudoType(canonical) !== undefined || pseudoType(written) !== undefined;
  return isPseudo ? { kind: "different", ...(said === undefined ? {} : { canonical: said }) } : undefined;
}

const CONSTANT = /^'(?:[^']|'')*'$/;

function isSame({ slot, written, canonical }: Pair, place: Place): boolean {
  switch (slot.kind) {
    case "type":
      return normalType(written) === normalType(canonical);
    case "default":
      return (
        (CONSTANT.test(written) && `${written}::${castType(slot.type)}` === canonical) ||
        normaliseDefault(written, slot.type) === normaliseDefault(canonical, slot.type)
      );
    case "operatorClass":
      return operatorClassText(written) === operatorClassText(canonical);
    case "collation":
    case "body":
    case "condition":
      return false;
    case "expression":
      return normalise(written, place) === normalise(canonical, place);
  }
}
