import { noHazards, OPAQUE, operation } from "../operation.ts";
import { type Callback } from "../plan.ts";
import { irreversible, type Irreversible } from "./irreversible.ts";

export interface Run {
  readonly kind: "run";
  readonly call: Callback;
}

export const runOperations = {
  /** Runs code that looks at data: `db` is a Drizzle database on the migration's own connection and transaction. */
  run: operation({
    directive: (call: Callback): Run => ({ kind: "run", call }),
    args: (op) => [op.call],
    reverse: (): Irreversible => irreversible("what op.run did can only be taken back by hand"),
    describe: () => "code: op.run",
    apply: () => OPAQUE,
    touches: () => ({ makes: [], breaks: [], needs: [] }),
    hazards: noHazards,
    compile: {
      postgres: (op) => ({ kind: "call", call: op.call }),
      sqlite: (op) => ({ kind: "call", call: op.call }),
    },
  }),
};
