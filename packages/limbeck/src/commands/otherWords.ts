const UPGRADE = "upgrade head runs what is new";
const DOWNGRADE = "downgrade -1 takes the last one back";
const AUTOGENERATE = 'revision --autogenerate -m "…" writes what differs';
const WHERE = "current says where the database is, history what there is";

/** What other migration tools call what is called otherwise here. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  apply: UPGRADE,
  deploy: UPGRADE,
  latest: UPGRADE,
  migrate: UPGRADE,
  up: UPGRADE,
  down: DOWNGRADE,
  revert: DOWNGRADE,
  rollback: DOWNGRADE,
  undo: DOWNGRADE,
  reset: "downgrade base takes all of them back",
  add: AUTOGENERATE,
  create: AUTOGENERATE,
  generate: AUTOGENERATE,
  make: AUTOGENERATE,
  new: AUTOGENERATE,
  push: `${AUTOGENERATE}, and upgrade head runs it`,
  info: WHERE,
  list: WHERE,
  ls: WHERE,
  status: WHERE,
  baseline: "stamp head records what the database has already",
  resolve: "stamp REVISION records what the database has already",
  introspect: 'diff empty database --revision -m "…" writes down what the database has',
  pull: 'diff empty database --revision -m "…" writes down what the database has',
  drift: "check says what differs",
  lint: "check says what differs, verify runs the revisions both ways",
  validate: "check says what differs, verify runs the revisions both ways",
};

/** The words of an error with what an unknown command is called here, instead of a command that is spelled alike. */
export function withOtherWords(text: string): string {
  const [first = "", word = ""] = /^error: unknown command '([^']*)'$/m.exec(text) ?? [];
  const here = Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : undefined;
  return here === undefined ? text : `${first}\n(limbeck ${here})\n`;
}
