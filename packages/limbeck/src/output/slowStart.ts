import { type Project } from "../project/project.ts";
import { type Output } from "./output.ts";
import { noProgress } from "./progress.ts";

const WORDS = {
  preparing: (engine: string) => `  preparing ${engine}, which takes seconds the first time`,
  starting: (engine: string) => `  starting  ${engine}`,
};

/** A line where nothing else shows that something is done: on a terminal, the spinner does. */
export function sayStart(output: () => Output): NonNullable<Project["onSlowStart"]> {
  return (label, engine) => {
    const { progress, say } = output();
    if (progress === noProgress) say(WORDS[label](engine));
  };
}
