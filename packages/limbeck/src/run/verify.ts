import { defined } from "@limbeck/operations";

import { verify } from "../actions/verify/verify.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type Globals } from "../commands/globals.ts";
import { type VerifyFlags } from "../commands/verify.ts";
import { sayEvents } from "../output/events.ts";
import { tellVerified } from "../output/verified.ts";

export async function runVerify(
  { output, signal, project, cwd }: Scene,
  revision: string | undefined,
  { all, url }: VerifyFlags & Globals,
): Promise<Exit> {
  const options = { report: sayEvents(output), signal, ...defined({ revision, all, scratch: url }) };
  const result = await verify(await project(), options);
  tellVerified(output, result, cwd);
  const { revisions, models } = result;
  if (revisions.some(({ kind }) => kind !== "proved") || models?.kind === "failed") return 4;
  return models?.kind === "compared" && models.differences.length > 0 ? 1 : 0;
}
