/** What an interrupt does to a command. */
export interface Interrupt {
  /** For a command that ends in good order: aborted by the first interrupt. */
  readonly signal: () => AbortSignal;
  readonly stop: () => void;
}

const INTERRUPTED = 130;

/**
 * Listens to SIGINT and SIGTERM. A command that has asked for the signal is told and ends itself; the second interrupt, or
 * the first one of a command that did not ask, ends the process at once.
 */
export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  let asked = false;
  const listener = (): void => {
    if (!asked || controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
  };
  process.on("SIGINT", listener);
  process.on("SIGTERM", listener);
  return {
    signal: () => {
      asked = true;
      return controller.signal;
    },
    stop: () => {
      process.off("SIGINT", listener);
      process.off("SIGTERM", listener);
    },
  };
}
