import { configureDotenv } from "./env.ts";

/**
 * Modules that are handed to the files of the user instead of what they would import, by specifier. A function is called, and
 * awaited, when a bundle that imports the module runs; anything else is the module.
 */
export type StandIns = Readonly<Record<string, unknown>>;

/**
 * What the files of the user may import although it is not installed, because production images have no development
 * dependencies. Where it is installed, theirs is used.
 */
export const whenAbsent: StandIns = {
  "drizzle-kit": { defineConfig: (config: unknown) => config },
  dotenv: { config: configureDotenv },
  "dotenv/config": () => configureDotenv(),
};

/** The module that a stand-in stands for. */
export async function standInModule(standIn: unknown): Promise<unknown> {
  if (typeof standIn !== "function") return standIn;
  const made: unknown = Reflect.apply(standIn, undefined, []);
  return await made;
}
