import { normaliseDefault } from "../trivial/default.ts";
import { normalise } from "../trivial/normalise.ts";
import { normalType } from "../trivial/type.ts";
import { canonicalType } from "@limbeck/model";
import { operatorClassText } from "../operatorClass.ts";
import { type Pair, type Verdict } from "./pair.ts";

/** What can be said of a pair without the server; undefined where it has to be asked. */
export function judgeTrivially(pair: Pair, defaultSchema: string): Verdict | undefined {
  if (pair.written === pair.canonical || sameTrivially(pair, defaultSchema)) return { kind: "equal" };
  if (pair.slot.kind !== "type") return undefined;
  const written = canonicalType(pair.written);
  // The names of built-in types are all known; two of them that differ are two types.
  return written !== undefined && canonicalType(pair.canonical) !== undefined
    ? { kind: "different", canonical: written }
    : undefined;
}

function sameTrivially({ slot, table, written, canonical }: Pair, defaultSchema: string): boolean {
  switch (slot.kind) {
    case "type":
      return normalType(written) === normalType(canonical);
    case "default":
      return normaliseDefault(written, slot.type) === normaliseDefault(canonical, slot.type);
    case "operatorClass":
      return operatorClassText(written) === operatorClassText(canonical);
    case "expression": {
      const types = new Map(table.columns.map(({ name, type }) => [name, type.canonical ?? ""]));
      const place = { table: { schema: table.schema ?? defaultSchema, name: table.name }, types };
      return normalise(written, place) === normalise(canonical, place);
    }
  }
}
