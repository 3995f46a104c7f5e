import { sourcePosition } from "@limbeck/loader";
import { isLimbeckError } from "@limbeck/model";

import { hookFailed } from "../configErrors.ts";
import { type LimbeckConfig } from "../config/config.ts";
import { type Project } from "./project.ts";

/** The options of a configuration that are functions which we call. */
export type Hook = Extract<
  keyof LimbeckConfig,
  "includeName" | "includeObject" | "template" | "processRevision" | "renderOperation" | "onStep"
>;

/** Calls what calls a user's hook. Errors: `hook-failed` with the place in the user's file; ours are passed on. */
export function inHook<T>({ root }: Pick<Project, "root">, hook: Hook, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw hookError(root, hook, error);
  }
}

/** As `inHook`, for one that may take its time. */
export async function inSlowHook<T>(
  { root }: Pick<Project, "root">,
  hook: Hook,
  call: () => T | Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw hookError(root, hook, error);
  }
}

function hookError(root: string, hook: Hook, error: unknown): unknown {
  return isLimbeckError(error) ? error : hookFailed(hook, error, sourcePosition(error), root);
}
