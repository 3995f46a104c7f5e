import { Argument } from "commander";

import { action, type Define, examples } from "./command.ts";

const SHELLS = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof SHELLS)[number];

export const defineCompletion: Define = (root, start) => {
  const command = root
    .command("completion")
    .addArgument(new Argument("<shell>", "the shell that is to complete").choices(SHELLS))
    .description("print the script by which a shell completes commands, options and revisions")
    .addHelpText("after", WHERE)
    .addHelpText(
      "after",
      examples(
        'eval "$(limbeck completion bash)"               # try it in this shell',
        "limbeck completion bash > ~/.local/share/bash-completion/completions/limbeck",
        "limbeck completion zsh > ~/.zsh/completions/_limbeck",
        "limbeck completion fish > ~/.config/fish/completions/limbeck.fish",
      ),
    );
  action(command, start, async (scene, [name]) => {
    const shell = SHELLS.find((known) => known === name);
    return shell === undefined ? 0 : (await import("../run/completion.ts")).runCompletion(scene, shell);
  });
};

const WHERE = `
Where to put it:
  bash  the file below, if bash-completion is installed; else  eval "$(limbeck completion bash)"  in ~/.bashrc
  zsh   a folder of $fpath; in ~/.zshrc, before compinit:  fpath=(~/.zsh/completions $fpath)
  fish  the file below; nothing else
A limbeck that is installed in the project is completed where node_modules/.bin is on the PATH.`;
