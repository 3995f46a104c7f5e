import { compiled, planned, type PlanItems } from "../preparedItems.ts";

/** Each operation stands for itself. */
export const postgresItems: PlanItems = (entries, server) =>
  entries.flatMap((entry) => planned(entry, compiled(entry, "postgres", server)));
