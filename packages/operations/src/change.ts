/**
 * A value before and after. Without `from` the change cannot be turned round: a hand-written `{ nullable: false }`
 * does not say what was there.
 */
export interface Change<T> {
  readonly from?: T;
  readonly to: T;
}

/** The change turned round; undefined where it does not say what was there. */
export function reverseChange<T>(change: Change<T>): Change<T> | undefined {
  return "from" in change ? { from: change.to, to: change.from } : undefined;
}
