import { type Shell } from "../commands/completion.ts";
import { type Exit, type Scene } from "../commands/command.ts";

export async function runCompletion({ output }: Scene, shell: Shell): Promise<Exit> {
  const script = (await scriptOf(shell)).trimEnd();
  output.answer(output.json ? JSON.stringify({ shell, script: `${script}\n` }) : script);
  return 0;
}

async function scriptOf(shell: Shell): Promise<string> {
  switch (shell) {
    case "bash":
      return (await import("../completion/bash.ts")).BASH;
    case "zsh":
    case "fish":
      return (await import("../completion/tab.ts")).tabScript(shell);
  }
}
