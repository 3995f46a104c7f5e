/** Things to do one after the other, each begun when the one before is over. */
export interface InOrder {
  readonly add: (act: () => Promise<void>) => Promise<void>;
  /** Waits until all are over, and throws what the first threw of which nobody has asked. */
  readonly drain: () => Promise<void>;
}

export function inOrder(): InOrder {
  const unasked = new Map<Promise<void>, unknown>();
  const asked = new Set<Promise<void>>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    add: (act) => {
      const done = last.then(act);
      // That it failed is told by `done` to whoever asks, and else by `drain`.
      last = done.catch((error: unknown) => {
        unasked.set(done, error);
      });
      return telling(done, () => asked.add(done));
    },
    drain: async () => {
      await last;
      for (const [done, error] of unasked) if (!asked.has(done)) throw error;
    },
  };
}

/** The same promise, noticing that somebody waits for it: `await` asks no method of a promise that is one of the language's own. */
function telling(promise: Promise<void>, onAsked: () => void): Promise<void> {
  return {
    then: (fulfilled, rejected) => {
      onAsked();
      return promise.then(fulfilled, rejected);
    },
    catch: (rejected) => {
      onAsked();
      return promise.catch(rejected);
    },
    finally: (settled) => {
      onAsked();
      return promise.finally(settled);
    },
    [Symbol.toStringTag]: "Promise",
  };
}
