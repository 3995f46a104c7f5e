/** Where the version rows and the history are kept. */
export interface VersionTableOptions {
  /** The schema of both tables; absent: where the search path of the connection leads. */
  readonly schema?: string;
  /** `limbeck_version` */
  readonly name?: string;
  /** `limbeck_history`, or the name of the version table followed by `_history` if that has a name of its own. */
  readonly historyName?: string;
}

export interface VersionTable {
  readonly schema?: string;
  readonly name: string;
  readonly history: string;
}

const DEFAULT_NAME = "limbeck_version";
const DEFAULT_HISTORY = "limbeck_history";

export function versionTable({ schema, name, historyName }: VersionTableOptions = {}): VersionTable {
  const history = name === undefined || name === DEFAULT_NAME ? DEFAULT_HISTORY : `${name}_history`;
  return {
    ...(schema === undefined ? {} : { schema }),
    name: name ?? DEFAULT_NAME,
    history: historyName ?? history,
  };
}
