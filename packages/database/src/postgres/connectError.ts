import { type LimbeckError, reasonOf } from "@limbeck/model";
import {
  accessRefused,
  cancelled,
  databaseUnknown,
  databaseUnreachable,
  directoryUnusable,
  hostUnknown,
  passwordWrong,
  tlsRefused,
} from "../errors.ts";
import { serverReport } from "./refused.ts";
import { type Target, targetUrl } from "../target.ts";

/** Says which of the ways to fail a failure to connect was. */
export function connectError(error: unknown, target: Target, signal?: AbortSignal): LimbeckError {
  if (signal?.aborted === true) return cancelled(undefined, error);
  const failure = { url: targetUrl(target), reason: reasonsOf(error), cause: error };
  if (target.engine === "pglite") return directoryUnusable(failure);
  const code = serverReport(error)?.sqlstate ?? systemCode(error);
  if (isTlsRefusal(code, failure.reason)) return tlsRefused(failure);
  const build = code === undefined ? undefined : byCode[code];
  // What pg says when the server asks for a password and there is none.
  return (build ?? (failure.reason.startsWith("SASL:") ? passwordWrong : databaseUnreachable))(failure);
}

const byCode: Readonly<Record<string, typeof databaseUnreachable>> = {
  "28P01": passwordWrong,
  "28000": accessRefused,
  "42501": accessRefused,
  "3D000": databaseUnknown,
  ENOTFOUND: hostUnknown,
  EAI_AGAIN: hostUnknown,
};

const certificateCodes = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "EPROTO",
]);

function isTlsRefusal(code: string | undefined, reason: string): boolean {
  if (
    code !== undefined &&
    (certificateCodes.has(code) || code.startsWith("ERR_TLS_") || code.startsWith("ERR_SSL_"))
  ) {
    return true;
  }
  return isTlsUnsupported(reason) || reason.includes("establishing an SSL connection");
}

/** Whether the server has no TLS at all, which `sslmode=prefer` does not mind. */
export function isTlsUnsupported(reason: string): boolean {
  return reason.includes("server does not support SSL");
}

/** A host with several addresses fails with a list of failures and no words of its own. */
export function reasonsOf(error: unknown): string {
  if (!isAggregate(error) || reasonOf(error) !== "") return reasonOf(error);
  return [...new Set(error.errors.map(reasonsOf))].join(", ");
}

/** What connecting to a host with several addresses fails with. */
function isAggregate(error: unknown): error is { readonly errors: readonly unknown[] } {
  return typeof error === "object" && error !== null && "errors" in error && Array.isArray(error.errors);
}

function systemCode(error: unknown): string | undefined {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : undefined;
}
