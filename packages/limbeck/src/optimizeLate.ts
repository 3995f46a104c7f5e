import { setFlagsFromString } from "node:v8";

/** By the version of V8, as each has its own: one that does not know a flag says so on stderr. Others optimise when they like. */
const FLAGS: Readonly<Record<string, string>> = {
  // Node 20: how much of a function runs before it is looked at, 67,584 otherwise.
  "11.3": "--interrupt-budget=600000",
  // Node 22 and 24: how often it is called before that, 3,000 otherwise.
  "12.4": "--invocation-count-for-turbofan=27000",
  "13.6": "--invocation-count-for-turbofan=27000",
};

/**
 * Lets V8 optimise what runs nine times as much as it would: a command is over before what was optimised pays, and optimising took a quarter of what a check of
 * 1,000 tables computes. For a process of our own only.
 */
export function optimizeLate(): void {
  const version = process.versions.v8.split(".").slice(0, 2).join(".");
  const flags = FLAGS[version];
  if (flags !== undefined) setFlagsFromString(flags);
}
