import { resolve } from "node:path";

import { MEMORY, parseUrl, type Target } from "@limbeck/database";

/**
 * A database whose file of SQLite, if it is one, stands where it is meant: in the folder from which whoever named it looks. What is
 * wrong with a URL is told when somebody connects.
 */
export function fileIn(folder: string, database: string | Target): string | Target {
  const target = typeof database === "string" ? parsed(database) : database;
  if (target?.engine !== "sqlite" || target.path === MEMORY) return database;
  return { ...target, path: resolve(folder, target.path) };
}

function parsed(url: string): Target | undefined {
  try {
    return parseUrl(url);
  } catch {
    return undefined;
  }
}
