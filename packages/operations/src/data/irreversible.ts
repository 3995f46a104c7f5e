import { noHazards, OPAQUE, operation } from "../operation.ts";

/** A step that cannot be taken back; running it is an error before anything is touched. */
export interface Irreversible {
  readonly kind: "irreversible";
  readonly reason: string;
}

export function irreversible(reason: string): Irreversible {
  return { kind: "irreversible", reason };
}

export const irreversibleOperations = {
  /** Says in a downgrade that there is no way back, and why. Such a downgrade is refused before it starts. */
  irreversible: operation({
    directive: irreversible,
    args: (op) => [op.reason],
    reverse: (op): Irreversible => op,
    describe: (op) => `irreversible: ${op.reason}`,
    apply: () => OPAQUE,
    touches: () => ({ makes: [], breaks: [], needs: [] }),
    hazards: noHazards,
    compile: {
      postgres: (op) => ({ kind: "unsupported", reason: op.reason }),
      sqlite: (op) => ({ kind: "unsupported", reason: op.reason }),
    },
  }),
};
