import { type Connection } from "@limbeck/database";

/**
 * Cancels what session `pid` does at the moment when the signal is aborted, by way of another session. Answers a function
 * that ends the watch.
 */
export function cancelBy(helper: Connection, pid: number, signal: AbortSignal | undefined): () => void {
  const cancel = (): void => {
    // If the helper is lost, the statement in hand ends by itself, and the run after it.
    helper.query("SELECT pg_cancel_backend($1)", [pid]).catch(() => undefined);
  };
  signal?.addEventListener("abort", cancel, { once: true });
  return () => signal?.removeEventListener("abort", cancel);
}
