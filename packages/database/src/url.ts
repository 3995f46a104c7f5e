import { dialectUnsupported, urlMalformed } from "./errors.ts";
import { maskUrl } from "./mask.ts";
import { pgliteTarget, postgresTarget } from "./postgres/url.ts";
import { fileUriTarget, libsqlTarget, sqliteTarget } from "./sqlite/url.ts";
import type { Target } from "./target.ts";

/**
 * Reads a database URL: `postgres://` and `postgresql://`, with the parameters of `pg`, `pglite://DIRECTORY`, `sqlite:PATH` in
 * all its spellings, `file:PATH`, `libsql://HOST` (as `https://`, `wss://` and their open kin). The driver suffix of SQLAlchemy
 * (`postgresql+asyncpg://`, `sqlite+aiosqlite:`) means nothing here. Errors: `url-malformed`, `dialect-unsupported`; no message
 * holds a password or token.
 */
export function parseUrl(text: string): Target {
  const url = text.trim();
  const [, scheme = "", rest = ""] = /^([a-z][a-z0-9]*)(?:\+[a-z0-9_]+)?:(.*)$/is.exec(url) ?? [];
  const name = scheme.toLowerCase();
  if (isPathScheme(name)) return byPath[name](rest, url);
  if (!rest.startsWith("//"))
    throw urlMalformed(maskUrl(text), "it does not begin with a scheme like postgres://");
  if (isHostScheme(name)) return byHost[name](rest.slice(2), url);
  throw dialectUnsupported(name, maskUrl(text));
}

type Read = (rest: string, url: string) => Target;

/** What may follow the scheme without `//`. */
const byPath = { sqlite: sqliteTarget, file: fileUriTarget } satisfies Record<string, Read>;

const postgres: Read = (rest) => postgresTarget(`postgres://${rest}`);
const libsql: Read = (_rest, url) => libsqlTarget(url);

const byHost = {
  postgres,
  postgresql: postgres,
  pglite: pgliteTarget,
  libsql,
  https: libsql,
  http: libsql,
  wss: libsql,
  ws: libsql,
} satisfies Record<string, Read>;

function isPathScheme(name: string): name is keyof typeof byPath {
  return Object.hasOwn(byPath, name);
}

function isHostScheme(name: string): name is keyof typeof byHost {
  return Object.hasOwn(byHost, name);
}
