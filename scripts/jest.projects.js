import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

/**
 * Every package in one run of jest, so that they share the servers of the test run and the workers. In the package's
 * own folder, `npm test` runs the package alone.
 */
export default {
  rootDir: "..",
  projects: ["<rootDir>/packages/*", "<rootDir>/packages/limbeck/pack", "<rootDir>/scripts"],
  testTimeout: 60_000,
  testSequencer: fileURLToPath(new URL("jest.sequencer.js", import.meta.url)),
  // Jest leaves one core free, which on two cores is one worker. Two are right there: half of a test's time is the servers', and with a third
  // one all took longer, for each worker loads everything for itself.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Jest's loader of ES modules keeps what a worker has loaded.
  workerIdleMemoryLimit: "1GB",
};
