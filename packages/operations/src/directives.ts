import { type Dialect, isLimbeckError, reasonOf } from "@limbeck/model";

import { argumentUnreadable, argumentWrong, operationTaken } from "./errors.ts";
import { checkOptions } from "./input/checkOptions.ts";
import { sqlFor } from "./input/sqlInput.ts";
import { type Operation, operationFrom, operations } from "./operations.ts";
import { type OwnData, type OwnTable } from "./own/own.ts";

/** What a directive makes of its arguments. */
export type Call = (...args: readonly unknown[]) => Operation;

/** The directives, and those that the project adds, each under its name; SQL is written as the dialect writes it. Errors: `operation-taken`. */
export function directivesOf(own: OwnTable, dialect: Dialect): readonly (readonly [string, Call])[] {
  const all = [...ourDirectives(), ...ownDirectives(own)];
  return all.map(([kind, call]) => [kind, (...args) => call(...sqlFor(dialect, args))]);
}

function ourDirectives(): readonly (readonly [string, Call])[] {
  return Object.entries(operations).map(([kind, { directive }]) => {
    const call: Call = (...args) => {
      checkOptions(kind, args);
      return (directive as Call)(...args);
    };
    return [kind, reading(kind, call)];
  });
}

function ownDirectives(own: OwnTable): readonly (readonly [string, Call])[] {
  return Object.entries(own).map(([kind, { directive }]) => {
    if (kind in operations || RESERVED.has(kind)) throw operationTaken(kind);
    const call = directive as (...args: readonly unknown[]) => OwnData;
    return [kind, reading(kind, (...args) => operationFrom(call(...args), own))];
  });
}

const RESERVED: ReadonlySet<string> = new Set(["context", "autocommit", "batch"]);

/** The same, saying of which directive the arguments were that it cannot read. */
function reading(kind: string, call: Call): Call {
  return (...args) => {
    try {
      return call(...args);
    } catch (error) {
      if (isLimbeckError(error)) throw error;
      // What our own code stumbles over says nothing to whoever wrote the call; what it says of an argument does.
      throw error instanceof TypeError
        ? argumentUnreadable(kind, error)
        : argumentWrong(kind, reasonOf(error));
    }
  };
}
