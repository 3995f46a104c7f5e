import { reasonOf } from "@limbeck/model";
import { type ConnectionOptions, parse } from "pg-connection-string";
import { decoded } from "../decoded.ts";
import { urlMalformed } from "../errors.ts";
import { maskUrl } from "../mask.ts";
import { present } from "../present.ts";
import type { PgliteTarget, PostgresTarget } from "../target.ts";

/** `pglite://DIRECTORY`, of which `rest` is the directory. Errors: `url-malformed`. */
export function pgliteTarget(rest: string, text: string): PgliteTarget {
  if (rest === "") throw urlMalformed(maskUrl(text), "it names no directory");
  return { engine: "pglite", directory: decoded(rest, text) };
}

/** A URL of PostgreSQL, with the parameters of `pg`. Errors: `url-malformed`. */
export function postgresTarget(url: string): PostgresTarget {
  const options = parsed(url);
  const port = textOf(options.port);
  const timeout = textOf(options["connect_timeout"]);
  return present<PostgresTarget>({
    engine: "postgres",
    host: textOf(options.host),
    port: port === undefined ? undefined : Number(port),
    user: textOf(options.user),
    password: textOf(options.password),
    database: textOf(databaseOf(url, options)),
    ssl: options.ssl === undefined ? undefined : tlsOf(options.ssl),
    options: textOf(options.options),
    applicationName: textOf(options.application_name),
    connectTimeout: timeout === undefined ? undefined : Number(timeout),
  });
}

/** What the URL does not say, its parser gives as an empty text or null. */
function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function parsed(url: string): ConnectionOptions {
  try {
    return parse(withPlainTls(url));
  } catch (error) {
    throw urlMalformed(maskUrl(url), reasonOf(error));
  }
}

/**
 * `pg` takes require, prefer and verify-ca for verify-full today and says so in a warning; we take them so without one.
 * asyncpg's `ssl=require` means the same.
 */
function withPlainTls(url: string): string {
  const text = url.replace(
    /([?&])ssl=(disable|allow|prefer|require|verify-ca|verify-full|no-verify)\b/,
    "$1sslmode=$2",
  );
  return text.includes("uselibpqcompat=true")
    ? text
    : text.replace(/([?&]sslmode=)(prefer|require|verify-ca)\b/, "$1verify-full");
}

function tlsOf(ssl: NonNullable<ConnectionOptions["ssl"]>): NonNullable<PostgresTarget["ssl"]> {
  if (typeof ssl !== "object") return ssl === true || ssl === "true";
  const { cert, ...rest } = ssl;
  return typeof cert === "string" ? { ...rest, cert } : rest;
}

/** `pg-connection-string` leaves %2F, %3F and their like in the name as they are; a database may have such a name. */
function databaseOf(url: string, options: ConnectionOptions): string {
  const path = /^postgres:\/\/[^/?#]*\/([^?#]*)/.exec(url)?.[1];
  return path === undefined || path === "" ? (options.database ?? "") : decoded(path, url);
}
