import TestSequencer from "@jest/test-sequencer";

/** What takes longest, the longest first: begun last, one of them would leave the other cores idle until it ends. */
const LONGEST = [
  "packages/limbeck/pack/pack",
  "scripts/transcripts",
  "packages/limbeck/src/taskApi",
  "packages/proof/src/golden",
  "packages/proof/src/serverLaw",
  "packages/proof/src/pairs",
  "packages/limbeck/src/docsStory",
  "packages/proof/src/laws",
  "packages/proof/src/found",
  "packages/limbeck/src/squash",
  "packages/limbeck/src/everyOption",
  "packages/proof/src/prove",
  "packages/limbeck/src/verify",
  "packages/limbeck/src/api",
  "packages/limbeck/src/states",
  "packages/limbeck/src/dumps",
  "packages/proof/src/sql",
  "packages/proof/src/renameLaws",
  "packages/proof/src/live",
  "packages/proof/src/mutation",
  "packages/limbeck/src/squashRefused",
  "packages/proof/src/sqliteLaw",
  "packages/limbeck/src/sqliteProcesses",
  "packages/database/src/postgres/scratch",
  "packages/introspector/src/postgres/complete",
  "packages/limbeck/src/roles",
  "packages/proof/src/renameServerLaw",
  "scripts/terminal",
  "packages/proof/src/goldenOnBoth",
  "packages/proof/src/restored",
  "packages/limbeck/src/project/beginReplay",
  "packages/limbeck/src/imported",
  "packages/limbeck/src/databases",
  "packages/limbeck/src/hooksWrite",
  "packages/limbeck/src/actions/merge",
  "packages/limbeck/src/policies",
  "scripts/start",
  "packages/limbeck/src/partitions",
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
