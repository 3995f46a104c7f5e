import { setTimeout as sleep } from "node:timers/promises";
import { type Start } from "./process.ts";
import { openProxy, type Verdict } from "../../packages/runtime/src/testing/proxy.ts";

/** What is done to a run of `upgrade head`. It answers once the run has ended. */
export type Blow = (
  start: Start,
  orders: { readonly url: string; readonly count: number },
) => Promise<number | undefined>;

/** Kills the process when so many things have happened to it: between any statement and its note, among others. */
export const killAt =
  (event: number): Blow =>
  async (start, orders) =>
    (await start({ ...orders, killAt: event }).ended).code;

const signals =
  (...names: readonly NodeJS.Signals[]): Blow =>
  async (start, orders) => {
    const running = start(orders);
    await running.ready;
    await sleep(Math.random() * 400);
    for (const name of names) {
      running.kill(name);
      await sleep(2);
    }
    return (await running.ended).code;
  };

/** Cuts the line when so many messages have been sent. */
const cut =
  (verdict: Verdict): Blow =>
  async (start, orders) => {
    let left = Math.floor(Math.random() * 120);
    const proxy = await openProxy(orders.url, () => (--left === 0 ? verdict : "pass"));
    const { code } = await start({ ...orders, url: proxy.url }).ended;
    await proxy.close();
    return code;
  };

/** The blows that come at random moments, by name. */
export const BLOWS = {
  "kill -9": signals("SIGKILL"),
  "Ctrl-C": signals("SIGINT"),
  "Ctrl-C twice": signals("SIGINT", "SIGINT"),
  SIGTERM: signals("SIGTERM"),
  "line cut": cut("cut"),
  "line cut before the answer": cut("cutAnswer"),
} satisfies Readonly<Record<string, Blow>>;

export type BlowName = keyof typeof BLOWS;

/** What a process may end with that was hit: done, failed, interrupted, no connection; or by a signal. */
export const ENDS: readonly (number | undefined)[] = [0, 2, 4, 130, undefined];
