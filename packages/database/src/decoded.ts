import { urlMalformed } from "./errors.ts";
import { maskUrl } from "./mask.ts";

/** A part of `url` without its percent escapes. Errors: `url-malformed`. */
export function decoded(text: string, url: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw urlMalformed(maskUrl(url), "it holds a % that begins no escape; a % itself is written %25");
  }
}
