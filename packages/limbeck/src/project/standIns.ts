/**
 * What the user's files import from us is the running copy, wherever they lie and whatever else is installed: the one
 * that will read what they export.
 */
export const standIns: Readonly<Record<string, unknown>> = {
  limbeck: () => import("../index.ts"),
  "limbeck/pg": () => import("../pg.ts"),
  "limbeck/sqlite": () => import("../sqlite.ts"),
};
