import { isLimbeckError, type LimbeckError } from "@limbeck/model";

/** The error that a promise or a function ends in; anything else than a `LimbeckError` fails the test. */
export async function failure(act: Promise<unknown> | (() => unknown)): Promise<LimbeckError> {
  try {
    await (typeof act === "function" ? act() : act);
  } catch (error) {
    if (isLimbeckError(error)) return error;
    throw error;
  }
  throw new Error("expected a LimbeckError, but nothing failed");
}
