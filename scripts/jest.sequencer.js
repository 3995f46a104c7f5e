import TestSequencer from "@jest/test-sequencer";

/** What takes longest, the longest first: begun last, one of them would leave the other cores idle until it ends. */
const LONGEST = [
  "packages/limbeck/src/taskApi",
  "packages/limbeck/pack/pack",
  "scripts/transcripts",
  "packages/proof/src/serverLaw",
  "packages/limbeck/src/docsStory",
  "packages/database/src/postgres/scratch",
  "packages/limbeck/src/verify",
  "packages/proof/src/golden",
  "packages/limbeck/src/squash",
  "packages/proof/src/pairs",
  "packages/limbeck/src/policies",
  "packages/limbeck/src/squashCode",
  "packages/proof/src/found",
  "packages/limbeck/src/dumps",
  "packages/limbeck/src/roles",
  "packages/proof/src/sqliteLaw",
  "packages/limbeck/src/partitions",
  "packages/limbeck/src/states",
  "packages/proof/src/laws",
  "packages/limbeck/src/hooksWrite",
  "packages/limbeck/src/sqliteProcesses",
  "packages/introspector/src/postgres/complete",
  "packages/limbeck/src/actions/merge",
  "packages/limbeck/src/verifyOnServer",
  "packages/limbeck/src/routines",
  "packages/limbeck/src/renames",
  "scripts/torture",
].map((name) => `/${name}.test.ts`);

/**
 * The order in which the files are handed to the workers. Jest's own knows how long each took last time; a new clone has no last time,
 * and of the sizes of the files nothing can be told.
 */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const turn = ({ path }) => {
      const found = LONGEST.findIndex((end) => path.replaceAll("\\", "/").endsWith(end));
      return found < 0 ? LONGEST.length : found;
    };
    return super.sort(tests).sort((one, other) => turn(one) - turn(other));
  }
}
