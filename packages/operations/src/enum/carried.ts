import {
  type Composite,
  type Domain,
  multirangeName,
  nameOf,
  type QualifiedName,
  type Range,
} from "@limbeck/model";

import { compositeDefinition, type CompositeInput, compositeInput } from "../input/compositeInput.ts";
import { defined } from "../input/defined.ts";
import { domainDefinition, type DomainInput, domainInput } from "../input/domainInput.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { rangeDefinition, type RangeInput, rangeInput } from "../input/rangeInput.ts";
import { createCompositeSql } from "../sql/composite.ts";
import { createDomainSql } from "../sql/domain.ts";
import { createRangeSql, setAsideConstructorsSql } from "../sql/range.ts";

/** A type that stands on one that is made anew, so that it is made anew too. */
export type CarriedType =
  | { readonly kind: "domain"; readonly type: Domain }
  | { readonly kind: "composite"; readonly type: Composite }
  | { readonly kind: "range"; readonly type: Range };

interface Said {
  readonly comment?: string;
}

export type CarriedTypeInput =
  | (DomainInput & Said & { readonly domain: NameInput })
  | (CompositeInput & Said & { readonly composite: NameInput })
  | (RangeInput & Said & { readonly range: NameInput });

export function carriedType(input: CarriedTypeInput): CarriedType {
  const { comment } = input;
  if ("domain" in input)
    return {
      kind: "domain",
      type: defined({ ...qualifiedName(input.domain), ...domainDefinition(input), comment }),
    };
  if ("composite" in input)
    return {
      kind: "composite",
      type: defined({ ...qualifiedName(input.composite), ...compositeDefinition(input), comment }),
    };
  return {
    kind: "range",
    type: defined({ ...qualifiedName(input.range), ...rangeDefinition(input), comment }),
  };
}

export function carriedTypeInput({ kind, type }: CarriedType): CarriedTypeInput {
  const { comment } = type;
  switch (kind) {
    case "domain":
      return defined({ domain: nameInput(type), ...domainInput(type), comment });
    case "composite":
      return defined({ composite: nameInput(type), ...compositeInput(type), comment });
    case "range":
      return defined({ range: nameInput(type), ...rangeInput(type), comment });
  }
}

/** A type that is made anew under its names. */
export interface MadeAnew {
  readonly names: readonly [QualifiedName, ...QualifiedName[]];
  /** What gives the old one's functions other names, while its types still have theirs. */
  readonly setAside?: readonly string[];
  readonly create: readonly string[];
}

export function madeAnew({ kind, type }: CarriedType): MadeAnew {
  switch (kind) {
    case "domain":
      return { names: [nameOf(type)], create: createDomainSql(type) };
    case "composite":
      return { names: [nameOf(type)], create: createCompositeSql(type) };
    case "range":
      return {
        names: [nameOf(type), multirangeName(type)],
        setAside: setAsideConstructorsSql(type),
        create: createRangeSql(type),
      };
  }
}
