import { spawnSync } from "node:child_process";
import { availableParallelism, cpus, loadavg } from "node:os";

import { benchmark as change } from "../benchmarks/change.ts";
import { benchmark as check } from "../benchmarks/check.ts";
import { benchmark as coldStart } from "../benchmarks/coldStart.ts";
import { benchmark as graph } from "../benchmarks/graph.ts";
import { benchmark as headers } from "../benchmarks/headers.ts";
import { benchmark as locks } from "../benchmarks/locks.ts";
import { benchmark as introspection } from "../benchmarks/introspection.ts";
import { benchmark as sqlite } from "../benchmarks/sqlite.ts";
import { root } from "./workspace.ts";

/*
 * `npm run bench [NAME…]`: whole processes, or jobs within one, timed side by side with a limit and with a peer in the same run.
 * What counts is the ratio: seconds are those of the machine and of what else it does.
 */

const BENCHMARKS: Readonly<Record<string, (runs: number) => Promise<void>>> = {
  coldStart,
  check,
  change,
  introspection,
  headers,
  graph,
  locks,
  sqlite,
};
const RUNS = Number(process.env["LIMBECK_BENCH_RUNS"] ?? 7);

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(", ")}; there are ${Object.keys(BENCHMARKS).join(", ")}.`);
  process.exit(2);
}

spawnSync(process.execPath, ["scripts/run.js", "build"], { cwd: root, stdio: "inherit" });
console.log(
  `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? "?"}, load ${(loadavg()[0] ?? 0).toFixed(1)}, median of ${RUNS}`,
);
for (const [name, benchmark] of Object.entries(BENCHMARKS)) {
  if (asked.length === 0 || asked.includes(name)) await benchmark(RUNS);
}
process.exit(0);
