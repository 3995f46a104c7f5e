/** What dropping an object and making it again say of the rights that somebody gave on it. */
export interface KeepRights {
  /** The owner, the rights and a view's rules are those of the same object that was dropped before with the same word. */
  readonly keepRights?: true;
}

export function keeping({ keepRights }: KeepRights): KeepRights {
  return keepRights === true ? { keepRights } : {};
}

/** What dropping a view and making it again say beside that. */
export interface KeepView extends KeepRights {
  /** Somebody made it by hand: a database that has none drops none, and gets none where the view is created with the same word. */
  readonly ifThere?: true;
}

export function keepingView({ ifThere, ...rights }: KeepView): KeepView {
  return { ...keeping(rights), ...(ifThere === true ? { ifThere } : {}) };
}
