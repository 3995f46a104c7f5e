import { relative } from "node:path";

import { init } from "../actions/init.ts";
import { type Exit, type Scene } from "../commands/command.ts";

export async function runInit(
  { output, cwd }: Scene,
  folder: string | undefined,
  schema: readonly string[] | undefined,
): Promise<Exit> {
  const result = await init({
    cwd,
    ...(folder === undefined ? {} : { folder }),
    ...(schema === undefined ? {} : { schema }),
  });
  if (output.json) {
    output.answer(JSON.stringify(result));
    return 0;
  }
  const show = (path: string): string => relative(cwd, path) || ".";
  if (result.foundConfig !== undefined) output.say(`  found     ${show(result.foundConfig)}`);
  if (result.config !== undefined) output.say(`  wrote     ${show(result.config)}`);
  output.say(`  folder    ${show(result.folder)}`);
  output.say('  next      limbeck revision --autogenerate -m "first"');
  return 0;
}
