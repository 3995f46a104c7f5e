import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where Drizzle is loaded from if nothing says more. */
export function hereManifest(): URL {
  return pathToFileURL(join(process.cwd(), "package.json"));
}
