import { decoded } from "../decoded.ts";
import { urlMalformed } from "../errors.ts";
import { maskUrl } from "../mask.ts";
import { type LibsqlTarget, MEMORY, type SqliteTarget } from "../target.ts";

/**
 * `rest` is what stands behind `sqlite:`: a path (`./test.db`), or as in SQLAlchemy `///` and a path, so that `////absolute.db` has
 * four slashes; `//test.db` is taken for the path that it looks like. Nothing at all, as `:memory:`, is a database in memory.
 * Parameters of other tools' drivers say nothing here. Errors: `url-malformed`.
 */
export function sqliteTarget(rest: string, text: string): SqliteTarget {
  return fileTarget(rest.replace(/^\/\/\/?/, ""), text, MEMORY);
}

/** What stands behind `file:`, as SQLite reads such a URI: behind `//` and an empty host follows an absolute path. */
export function fileUriTarget(rest: string, text: string): SqliteTarget {
  const path = rest.replace(/^\/\/(?:localhost)?(?=\/|$)/i, "");
  // file:///C:/test.db
  return fileTarget(path.replace(/^\/(?=[a-z]:[\\/])/i, ""), text, undefined);
}

function fileTarget(rest: string, text: string, absent: string | undefined): SqliteTarget {
  const [path = "", parameters = ""] = rest.split("?");
  if (/(?:^|&)mode=memory\b/.test(parameters)) return { engine: "sqlite", path: MEMORY };
  const named = path === "" ? absent : decoded(path, text);
  if (named === undefined) throw urlMalformed(maskUrl(text), "it names no file");
  return { engine: "sqlite", path: named };
}

/** The token leaves the URL, so that it is shown nowhere. */
export function libsqlTarget(url: string): LibsqlTarget {
  const [place = "", parameters = ""] = url.split("?");
  const kept = parameters.split("&").filter((parameter) => !parameter.startsWith("authToken="));
  const token = /(?:^|&)authToken=([^&#]*)/.exec(parameters)?.[1];
  return {
    engine: "libsql",
    url: kept.join("&") === "" ? place : `${place}?${kept.join("&")}`,
    ...(token === undefined ? {} : { authToken: decoded(token, url) }),
  };
}
