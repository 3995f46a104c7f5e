import { INIT_TEMPLATES } from "../actions/initTemplate.ts";
import { type Exit, type Scene } from "../commands/command.ts";

export function runListTemplates({ output }: Scene): Promise<Exit> {
  const templates = Object.entries(INIT_TEMPLATES).map(([name, { description }]) => ({ name, description }));
  if (output.json) output.answer(JSON.stringify(templates));
  else for (const { name, description } of templates) output.answer(`${name} - ${description}`);
  return Promise.resolve(0);
}
