import { type Exit } from "./commands/command.ts";
import { type Output } from "./output/output.ts";
import { type Project } from "./project/project.ts";

/** A command of a project with several databases is run for one after the other. */
export interface Turns {
  /** Runs for each database that is meant; once, if the command asks for no project. Ends at the first that fails. */
  readonly run: (command: (project: () => Promise<Project>) => Promise<Exit>) => Promise<Exit>;
  /** The output of the run. Of several databases it says whose turn it is, and makes one document of their answers. */
  readonly output: (output: Output) => Output;
  /** Gives the one document, however the run ended. */
  readonly end: () => void;
}

export function newTurns(open: () => Promise<readonly Project[]>): Turns {
  let opened: Promise<readonly Project[]> | undefined;
  let plain: Output | undefined;
  /** Whose turn it is; nobody's where there is one database only. */
  let name: string | undefined;
  const answers: Record<string, unknown> = {};

  const projectAt = async (turn: number): Promise<Project> => {
    opened ??= open();
    const projects = await opened;
    const project = projects[turn];
    if (project === undefined) throw new Error("a turn without a database");
    if (projects.length > 1 && project.name !== name) announce(project.name);
    return project;
  };
  const announce = (turn: string | undefined): void => {
    name = turn;
    if (plain !== undefined) plain.say(plain.paint.bold(turn ?? ""));
  };

  return {
    run: async (command) => {
      let exit = await command(() => projectAt(0));
      const count = opened === undefined ? 1 : (await opened).length;
      for (let turn = 1; turn < count; turn += 1) {
        const next = await command(() => projectAt(turn));
        exit = exit === 0 ? next : exit;
      }
      return exit;
    },
    output: (output) => {
      plain = output;
      if (!output.json) return output;
      const answer = (text: string): void => {
        if (name === undefined) output.answer(text);
        else answers[name] = JSON.parse(text);
      };
      return { ...output, answer };
    },
    end: () => {
      if (Object.keys(answers).length > 0) plain?.answer(JSON.stringify(answers));
    },
  };
}
