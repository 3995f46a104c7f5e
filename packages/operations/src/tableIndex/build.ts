/** How an index is built or dropped. */
export interface IndexBuild {
  /** Without keeping anyone waiting who writes to the table, and outside a transaction. */
  readonly concurrently?: true;
}

export function buildOf({ concurrently }: IndexBuild): IndexBuild {
  return concurrently === true ? { concurrently } : {};
}

export function buildArgs(op: IndexBuild): [IndexBuild?] {
  return op.concurrently === true ? [{ concurrently: true }] : [];
}

export function buildWords({ concurrently }: IndexBuild): string {
  return concurrently === true ? " concurrently" : "";
}
