/** An extension of the database; its name is one for all namespaces. */
export interface Extension {
  readonly name: string;
  /** The namespace that its objects stand in. Absent: the default one. */
  readonly schema?: string;
  /** In models: nobody said where it stands, and any namespace is right. */
  readonly anywhere?: true;
  /** Absent: whichever there is. */
  readonly version?: string;
  /** The version is the one that the server chooses by itself, so nobody has to say it. */
  readonly usualVersion?: true;
  /** Where it is another one than the extension brings along. */
  readonly comment?: string;
  /** Of one that can move: what goes along with it. The version decides that, so nothing compares it. */
  readonly members?: ExtensionMembers;
}

/** What stands in the namespace of an extension because that brought it, by name; functions and operators of one name once. */
export type ExtensionMembers = Readonly<Partial<Record<MemberKind, readonly string[]>>>;

export type MemberKind = "types" | "routines" | "operators" | "operatorClasses";
