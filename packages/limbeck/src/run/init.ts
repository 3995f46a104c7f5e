import { relative } from "node:path";

import { defined } from "@limbeck/operations";

import { init, type InitInput } from "../actions/init.ts";
import { type Exit, type Scene } from "../commands/command.ts";

type Said = { readonly [K in "folder" | "schema" | "template"]: InitInput[K] | undefined };

export async function runInit({ output, cwd }: Scene, said: Said): Promise<Exit> {
  const result = await init({ cwd, ...defined(said) });
  if (output.json) {
    output.answer(JSON.stringify(result));
    return 0;
  }
  const show = (path: string): string => relative(cwd, path) || ".";
  if (result.foundConfig !== undefined) output.say(`  found     ${show(result.foundConfig)}`);
  if (result.config !== undefined) output.say(`  wrote     ${show(result.config)}`);
  for (const file of result.files) output.say(`  wrote     ${show(file)}`);
  output.say(`  folder    ${show(result.folder)}`);
  output.say(
    `  next      limbeck ${result.revisions === 0 ? 'revision --autogenerate -m "first"' : "upgrade head"}`,
  );
  return 0;
}
