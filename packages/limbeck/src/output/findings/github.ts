import { type Finding } from "./finding.ts";

const COMMANDS = { error: "error", warning: "warning", note: "notice" } as const satisfies Record<
  Finding["level"],
  string
>;

/** A line that GitHub Actions shows beside the file: a workflow command (docs.github.com, "Workflow commands for GitHub Actions"). */
export function githubLine({ level, rule, text, place }: Finding): string {
  const properties = {
    ...(place === undefined ? {} : { file: place.file }),
    ...(place?.line === undefined ? {} : { line: String(place.line) }),
    title: `limbeck: ${rule}`,
  };
  const said = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${COMMANDS[level]} ${said.join(",")}::${data(text)}`;
}

// What ends a line, and what ends a property, would end it for the reader too.
const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
