import { type Operation } from "@limbeck/operations";

/** A revision file of which functions are taken over as they stand. */
export interface CarriedFile {
  readonly revision: string;
  /** Absolute. */
  readonly file: string;
  readonly text: string;
}

/** In place of a line: the call of a function that is taken over from another file. */
export interface CarriedCall {
  readonly kind: "carried";
  readonly revision: string;
  readonly direction: "upgrade" | "downgrade";
  /** The other file says `transaction = false`. */
  readonly autocommit: boolean;
}

/** What becomes a line of a body. */
export type BodyEntry = Operation | CarriedCall;

export function isOperation(entry: BodyEntry): entry is Operation {
  return entry.kind !== "carried";
}

/** The function's name in the new file. */
export function carriedName({ revision, direction }: Pick<CarriedCall, "revision" | "direction">): string {
  return apart(direction, revision);
}

/** A name of one file that is told from the same name in others. */
export function apart(name: string, revision: string): string {
  return `${name}_${revision.replaceAll(/[^\w$]/g, "_")}`;
}

export function callLine(call: CarriedCall): string {
  const name = carriedName(call);
  return call.autocommit ? `op.autocommit(${name});` : `${name}(op);`;
}
