import { compiled, planned, type PlanItems } from "../steps/preparedItems.ts";

/** Each operation stands for itself. */
export const postgresItems: PlanItems = (entries, server) =>
  entries.flatMap((entry) => planned(entry, compiled(entry, "postgres", server)));
