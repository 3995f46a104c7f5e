import { beginRun } from "./run.ts";

/** Begins the test run that all of jest's workers share; the first of them that asks for a server starts it. */
export default function globalSetup(): void {
  globalThis.limbeckEndRun = beginRun();
}

declare global {
  var limbeckEndRun: (() => void) | undefined;
}
