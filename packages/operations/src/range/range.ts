import { multirangeName, nameOf, type QualifiedName, type Range, sameName, showName } from "@limbeck/model";

import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { carryDefault, remadeTouches, remakeTypeSql } from "../enum/remade.ts";
import { type EnumUses, enumUses, type EnumUsesInput, enumUsesInput, reverseUses } from "../enum/uses.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type RangeDefinition, rangeDefinition, type RangeInput, rangeInput } from "../input/rangeInput.ts";
import { type IfExists, ifExistsOf, ifExistsSql, optionArgs } from "../ifExists.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, type Plan, statements } from "../plan.ts";
import { arraysOf, type Ref, ref, usesOf } from "../ref.ts";
import { removeOne, replaceOne } from "../schemaChange.ts";
import { calledOwn, callsOf } from "../sql/calls.ts";
import { quoteType } from "../sql/identifier.ts";
import { createRangeSql, setAsideConstructorsSql } from "../sql/range.ts";
import { typeRefs } from "../sql/type.ts";
import { namespaceRefs } from "../table/touches.ts";

export interface CreateRange {
  readonly kind: "createRange";
  readonly range: Range;
}

export interface DropRange extends IfExists {
  readonly kind: "dropRange";
  readonly name: QualifiedName;
  readonly range?: Range;
}

/** Makes a range type anew, because PostgreSQL changes none where it stands. */
export interface ReplaceRange {
  readonly kind: "replaceRange";
  readonly name: QualifiedName;
  readonly from: RangeDefinition;
  readonly to: RangeDefinition;
  readonly uses: EnumUses;
  readonly comment?: string;
}

export interface ReplaceRangeInput extends EnumUsesInput {
  readonly from: RangeInput;
  readonly to: RangeInput;
  readonly comment?: string;
}

const show = (name: QualifiedName): string => `range type ${showName(name)}`;

export const rangeOperations = {
  /** Creates a range type, with its multirange type: `op.createRange("speeds", { subtype: "double precision" })`. */
  createRange: operation({
    directive: (name: NameInput, input: RangeInput & { readonly comment?: string }): CreateRange => ({
      kind: "createRange",
      range: defined({ ...qualifiedName(name), ...rangeDefinition(input), comment: input.comment }),
    }),
    args: ({ range }): [NameInput, RangeInput & { readonly comment?: string }] => [
      nameInput(range),
      defined({ ...rangeInput(range), comment: range.comment }),
    ],
    reverse: (op): DropRange => ({ kind: "dropRange", name: nameOf(op.range), range: op.range }),
    describe: (op) => `${show(op.range)}: added`,
    apply: (schema, op) => ({ ...schema, ranges: [...schema.ranges, op.range] }),
    touches: ({ range }) => ({
      makes: [range, multirangeName(range)].flatMap(typeAndMaker),
      breaks: [],
      needs: [...namespaceRefs(range), ...definitionNeeds(range), ...typeRefs(range.subtype).map(arraysOf)],
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(...createRangeSql(op.range)),
      sqlite: notOnSqlite("range types"),
    },
  }),

  /** Drops a range type and its multirange type, which nothing uses any more. With `{ ifExists: true }` one that is not there is passed over. */
  dropRange: operation({
    directive: (name: NameInput, options: IfExists = {}): DropRange => ({
      kind: "dropRange",
      name: qualifiedName(name),
      ...ifExistsOf(options),
    }),
    args: (op): [NameInput, IfExists?] => [nameInput(op.name), ...optionArgs(ifExistsOf(op))],
    reverse: (op): CreateRange | Irreversible =>
      op.range === undefined
        ? irreversible(`what ${show(op.name)} was is not known`)
        : { kind: "createRange", range: op.range },
    describe: (op) => `${show(op.name)}: removed`,
    apply: (schema, op) => ({
      ...schema,
      ranges: removeOne(schema.ranges, (item) => sameName(item, op.name), show(op.name), op),
    }),
    touches: ({ name, range }) => {
      const names = range === undefined ? [name] : [name, multirangeName(range)];
      return {
        makes: names.map(ref.type).map(usesOf),
        breaks: names.flatMap(typeAndMaker),
        needs: namespaceRefs(name),
        leaves: range === undefined ? [] : definitionNeeds(range),
      };
    },
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`DROP TYPE ${ifExistsSql(op)}${quoteType(op.name)}`),
      sqlite: notOnSqlite("range types"),
    },
  }),

  /** Makes a range type anew in another way, and carries the named columns of it and of its multirange type over. */
  replaceRange: operation({
    directive: (name: NameInput, input: ReplaceRangeInput): ReplaceRange => {
      const { from, to, comment, ...uses } = input;
      return defined({
        kind: "replaceRange" as const,
        name: qualifiedName(name),
        from: rangeDefinition(from),
        to: rangeDefinition(to),
        uses: enumUses(uses),
        comment,
      });
    },
    args: ({ name, from, to, uses, comment }): [NameInput, ReplaceRangeInput] => [
      nameInput(name),
      defined({ from: rangeInput(from), to: rangeInput(to), ...enumUsesInput(uses), comment }),
    ],
    reverse: (op): ReplaceRange => ({ ...op, from: op.to, to: op.from, uses: reverseUses(op.uses) }),
    describe: (op) => `${show(op.name)}: changed`,
    apply: (schema, op) => {
      const ranges = replaceOne(
        schema.ranges,
        (item) => sameName(item, op.name),
        ({ comment }) => defined({ ...op.name, ...op.to, comment }),
        show(op.name),
      );
      return op.uses.columns.reduce(carryDefault, { ...schema, ranges });
    },
    touches: (op) => ({
      ...remadeTouches([op.name, multirangeOf(op.name, op.from), multirangeOf(op.name, op.to)], op.uses),
      needs: [...namespaceRefs(op.name), ...definitionNeeds(op.to)],
      leaves: definitionNeeds(op.from),
    }),
    hazards: ({ name, uses }) => {
      const message = `${show(name)} is made anew: fails if a value does not fit`;
      return uses.columns.length === 0 ? [] : [{ code: "fails-on-values", message }];
    },
    compile: { postgres: replacePlan, sqlite: notOnSqlite("range types") },
  }),
};

/** Either type brings functions of its own name, by which its values are made. */
function typeAndMaker(name: QualifiedName): readonly Ref[] {
  return [ref.type(name), ref.overloads(name)];
}

function multirangeOf(name: QualifiedName, definition: RangeDefinition): QualifiedName {
  return multirangeName({ ...nameOf(name), ...definition });
}

function definitionNeeds({ subtype, subtypeDiff }: RangeDefinition): readonly Ref[] {
  return [
    ...typeRefs(subtype),
    ...(subtypeDiff === undefined ? [] : calledOwn(subtypeDiff).flatMap(callsOf)),
  ];
}

function replacePlan({ name, from, to, uses, comment }: ReplaceRange): Plan {
  const range = defined({ ...name, ...to, comment });
  const made = {
    names: [name, multirangeOf(name, from)] as const,
    setAside: setAsideConstructorsSql({ ...name, ...from }),
    create: createRangeSql(range),
  };
  return statements(...remakeTypeSql(made, uses, "text"));
}
