import { constants, runInThisContext, Script } from "node:vm";

/** A text compiled as the body of a function. */
export interface Compiled {
  readonly run: (...values: readonly unknown[]) => void;
  /** What V8 has compiled of it up to now; undefined where that is what it was given. */
  readonly code: () => Uint8Array | undefined;
}

/**
 * Compiles the body of a function with these parameters, which runs under that name. `kept` is what V8 compiled of the same text before; a V8
 * that cannot use it compiles anew.
 */
export function compile(
  body: string,
  parameters: readonly string[],
  name: string,
  kept?: Uint8Array,
): Compiled {
  const text = `"use strict";${body}`;
  return isMainContext() ? asScript(text, parameters, name, kept) : asFunction(text, parameters, name);
}

/**
 * A test runner runs modules in a context of its own, with an `Array` and a `Date` of its own, and only `Function` makes values of the
 * caller's.
 */
function isMainContext(): boolean {
  return runInThisContext("Function") === Function;
}

type Run = Compiled["run"];

function asFunction(text: string, parameters: readonly string[], name: string): Compiled {
  const sources = [...parameters, `${text}\n//# sourceURL=${name}`];
  return { run: Reflect.construct(Function, sources) as Run, code: () => undefined };
}

/** Laid out as `Function` does it, so that lines count alike. */
function asScript(text: string, parameters: readonly string[], name: string, kept?: Uint8Array): Compiled {
  const script = new Script(`(function anonymous(${parameters.join()}\n) {\n${text}\n})`, {
    filename: name,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(kept === undefined ? {} : { cachedData: kept }),
  });
  const isKept = kept !== undefined && script.cachedDataRejected === false;
  return {
    run: script.runInThisContext() as Run,
    // V8 compiles a function when it is first called: what ran before this is part of it.
    code: () => (isKept ? undefined : script.createCachedData()),
  };
}
