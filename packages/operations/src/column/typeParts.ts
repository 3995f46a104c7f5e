import { canonicalSpelling, splitCollation, type SqlText } from "@limbeck/model";

/** A type in its parts. */
export interface TypeParts {
  readonly name: string;
  readonly args: readonly number[];
  readonly array: boolean;
}

/** `character varying(20)[]`, `timestamp(3) with time zone` taken apart. */
export function partsOf(type: SqlText): TypeParts {
  const [, before = "", args, after = "", array] =
    /^(.*?)(?:\(([\d, ]+)\))?( with(?:out)? time zone)?(\[\])?$/.exec(
      splitCollation(canonicalSpelling(type)).type,
    ) ?? [];
  return {
    name: before + after,
    args: args === undefined ? [] : args.split(",").map(Number),
    array: array !== undefined,
  };
}
