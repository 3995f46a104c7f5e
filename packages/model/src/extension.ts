/** An extension of the database; its name is one for all namespaces. */
export interface Extension {
  readonly name: string;
  /** The namespace that its objects stand in. Absent: the default one or, in models, wherever it is. */
  readonly schema?: string;
  /** Absent: whichever there is. */
  readonly version?: string;
  /** The version is the one that the server chooses by itself, so nobody has to say it. */
  readonly usualVersion?: true;
  /** Where it is another one than the extension brings along. */
  readonly comment?: string;
}
