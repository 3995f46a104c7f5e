import { describe, expect, it } from "@jest/globals";
import { newPauser } from "./pauser.ts";

const batch = {
  kind: "statementDone",
  revision: "b",
  operation: "o",
  number: 1,
  total: 1,
  duration: 1,
} as const;

function pauser() {
  const told: string[] = [];
  return {
    ...newPauser(
      (text) => told.push(text.trim()),
      () => told.push("stopped"),
    ),
    told,
  };
}

// The signal itself is sent in scripts/pause.test.ts, to a process of its own.
describe("a walk that is to pause", () => {
  it("stops before the next batch, once", () => {
    const { pause, stop, told } = pauser();
    pause();
    expect(told).toEqual([]);
    process.emit("SIGTSTP");
    expect(told).toEqual(["pausing behind the batch in hand"]);
    pause();
    pause();
    expect(told.slice(1)).toEqual(["paused: fg or SIGCONT goes on", "stopped", "going on"]);
    stop();
  });

  it("leaves Ctrl-Z alone before the first batch and behind the last", () => {
    const before = process.listenerCount("SIGTSTP");
    const { pause, hear } = pauser();
    expect(process.listenerCount("SIGTSTP")).toBe(before);
    pause();
    expect(process.listenerCount("SIGTSTP")).toBe(before + 1);
    hear(batch);
    expect(process.listenerCount("SIGTSTP")).toBe(before);
  });
});
