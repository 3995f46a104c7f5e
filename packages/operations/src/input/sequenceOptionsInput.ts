import { type SequenceOptions } from "@limbeck/model";

/** A whole number; a text where JavaScript's numbers would lose digits. */
export type WholeNumber = number | string;

export interface SequenceOptionsInput {
  readonly increment?: WholeNumber;
  readonly min?: WholeNumber;
  readonly max?: WholeNumber;
  readonly start?: WholeNumber;
  readonly cache?: WholeNumber;
  readonly cycle?: true;
}

const NUMBERS = ["increment", "min", "max", "start", "cache"] as const;

export function sequenceOptions(input: SequenceOptionsInput): SequenceOptions {
  const numbers = NUMBERS.flatMap((key) => {
    const value = input[key];
    return value === undefined ? [] : [[key, String(value)] as const];
  });
  return { ...Object.fromEntries(numbers), ...(input.cycle === true ? { cycle: true } : {}) };
}

export function sequenceOptionsInput(options: SequenceOptions): SequenceOptionsInput {
  const numbers = NUMBERS.flatMap((key) => {
    const value = options[key];
    return value === undefined ? [] : [[key, showNumber(value)] as const];
  });
  return { ...Object.fromEntries(numbers), ...(options.cycle === true ? { cycle: true } : {}) };
}

function showNumber(text: string): WholeNumber {
  return Number.isSafeInteger(Number(text)) ? Number(text) : text;
}
