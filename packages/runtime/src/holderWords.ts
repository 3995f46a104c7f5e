import { type LockHolder } from "@limbeck/database";

const LONGEST_QUERY = 60;

/** A session that others wait for: `session 4711 (psql as app from 10.0.0.7 since 2026-11-21 12:00:00+00: UPDATE tasks …)`. */
export function holderWords({ pid, application, user, host, since, query }: LockHolder): string {
  const who = [
    application,
    user === undefined ? undefined : `as ${user}`,
    host === undefined ? undefined : `from ${host}`,
    since === undefined ? undefined : `since ${since.replace(/\.\d+/, "")}`,
  ].filter((word) => word !== undefined);
  const words = [who.join(" "), query === undefined ? "" : queryWords(query)].filter((word) => word !== "");
  return `session ${pid}${words.length === 0 ? "" : ` (${words.join(": ")})`}`;
}

function queryWords(query: string): string {
  const text = query.replace(/\s+/g, " ").trim();
  return text.length > LONGEST_QUERY ? `${text.slice(0, LONGEST_QUERY).trimEnd()} …` : text;
}
