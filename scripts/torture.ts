import { BLOWS, type BlowName } from "./torture/blows.ts";
import { crowd, twoVersions } from "./torture/crowd.ts";
import { prepareChild } from "./torture/process.ts";
import { killEverywhere, newCounts, type Rounds, strikeUntilDone, undisturbed } from "./torture/rounds.ts";
import { diskFull, serverKilled } from "./torture/server.ts";

/*
 * Hits runs of `upgrade head` and looks what they leave: `npm run torture`, `npm run torture -- --blows 300 --revisions 100 --major 15`.
 * A major that the `pg_dump` on the path knows lets that one bear witness.
 */

const option = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const blows = option("blows", 30);
const rounds: Rounds = {
  start: await prepareChild(),
  count: option("revisions", 100),
  major: option("major", 18),
  counts: newCounts(),
};
const { counts } = rounds;
const expected = await undisturbed(rounds);
const crowdExpected = await undisturbed({ ...rounds, count: 30 });
const began = performance.now();
const say = (text: string): void =>
  console.log(`${Math.round((performance.now() - began) / 1000)} s  ${text}`);

if (process.argv.includes("--everywhere")) {
  await killEverywhere(rounds, expected);
  say(`killed at each boundary of ${rounds.count} revisions: ${counts.blows} times`);
}
const names = Object.keys(BLOWS) as BlowName[];
for (let done = 0; done < blows;) {
  const random = (): BlowName => names[Math.floor(Math.random() * names.length)] ?? "kill -9";
  done += await strikeUntilDone(rounds, expected, random);
  say(`${done} blows`);
}
for (let turn = 1; turn <= option("crowds", 0); turn += 1) {
  await crowd({ ...rounds, count: 30 }, 20, crowdExpected);
  if (turn % 10 === 0) say(`${turn} crowds of 20`);
}
if (option("crowds", 0) > 0) await twoVersions({ ...rounds, count: 30 });
if (process.argv.includes("--server")) {
  const own = { ...rounds, major: 18 };
  const there = await undisturbed(own);
  await serverKilled(own, there);
  say("server killed, until a run was through");
  say(
    (await diskFull(own, there))
      ? "disk filled, and room made again"
      : "no small disk can be mounted here: disk full was left out",
  );
}
console.log(
  `\n${counts.blows} blows, ${counts.halfRun} of them left a revision half-run; ${counts.finished} upgrades were finished and equal to an undisturbed one`,
);
for (const [end, times] of [...counts.ends].sort()) console.log(`  ${String(times).padStart(5)}  ${end}`);
process.exit(0);
