/** What dropping an object and making it again say of the rights that somebody gave on it. */
export interface KeepRights {
  /** The owner, the rights and a view's rules are those of the same object that was dropped before with the same word. */
  readonly keepRights?: true;
}

export function keeping({ keepRights }: KeepRights): KeepRights {
  return keepRights === true ? { keepRights } : {};
}
