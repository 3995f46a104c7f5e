import { type ProjectOptions } from "../project/project.ts";

/** The options that every command takes, before or after its name. */
export interface Globals {
  readonly config?: string;
  readonly name?: string;
  readonly url?: string;
  readonly schema?: readonly string[];
  readonly x?: readonly string[];
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
  readonly color?: boolean;
}

export function projectOptions({ config, name, url, schema, x = [] }: Globals, cwd: string): ProjectOptions {
  return {
    cwd,
    ...(config === undefined ? {} : { config }),
    ...(name === undefined ? {} : { environment: name }),
    ...(url === undefined ? {} : { url }),
    ...(schema === undefined ? {} : { schema }),
    x: Object.fromEntries(x.map(pair)),
  };
}

/** `key=value`; a key alone says `true`. */
function pair(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, "true"] : [text.slice(0, at), text.slice(at + 1)];
}
