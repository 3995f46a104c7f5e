/** The script of @bomb.sh/tab for a shell where it is sound; `completion/bash.ts` says why that for bash is not used. */
export async function tabScript(shell: "zsh" | "fish"): Promise<string> {
  const { script } = await import("@bomb.sh/tab");
  const printed: string[] = [];
  // It prints, and has no function that gives the text.
  const { log } = console;
  console.log = (text: string) => void printed.push(text);
  try {
    script(shell, "limbeck", "limbeck");
  } finally {
    console.log = log;
  }
  return printed.join("\n");
}
