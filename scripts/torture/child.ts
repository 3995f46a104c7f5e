import { connect } from "@limbeck/database";
import { isLimbeckError } from "@limbeck/model";
import { upgrade } from "@limbeck/runtime";
import { longHistory } from "./history.ts";
import { type Orders } from "./orders.ts";
import { walkHistory } from "./walk.ts";

/** A process that runs `upgrade head`, hears interrupts and ends as the command line does. */
const { url, count, variant, walk, lock, killAt } = JSON.parse(process.env["TORTURE"] ?? "{}") as Orders;
const abort = new AbortController();
const { signal } = abort;
for (const name of ["SIGINT", "SIGTERM"] as const)
  process.on(name, () => {
    if (signal.aborted) process.exit(130);
    abort.abort();
  });
let happened = 0;
const options = {
  signal,
  requireFrom: new URL(import.meta.url),
  ...(lock === undefined ? {} : { lock }),
  report: () => {
    happened += 1;
    if (happened === killAt) process.kill(process.pid, "SIGKILL");
  },
};
console.log("ready");
try {
  const { steps } = await upgrade({
    connect: () => connect(url, { applicationName: "limbeck", signal, requireFrom: import.meta.url }),
    ...(walk === undefined ? longHistory(count, variant) : walkHistory(walk)),
    target: "head",
    options,
  });
  console.log(JSON.stringify({ steps: steps.map(({ revision }) => revision) }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = isLimbeckError(error) ? error.exit : 70;
}
