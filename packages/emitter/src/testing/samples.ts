import { type Operation, type OperationKind, operations as all, sql } from "@limbeck/operations";

const ODD = { schema: "My Schema", name: 'a"b' };

const say = <K extends OperationKind>(
  kind: K,
  ...args: Parameters<(typeof all)[K]["directive"]>
): Operation => {
  // The row's directive takes the row's arguments; a union of rows forgets that.
  const directive = all[kind].directive as (...values: typeof args) => Operation;
  return directive(...args);
};

/** One operation of each kind, with what is hard to write: quotes, backquotes, line ends, expressions. */
export const samples = {
  createSchema: say("createSchema", "My Schema", { comment: "it's" }),
  dropSchema: say("dropSchema", "My Schema"),
  createExtension: say("createExtension", "uuid-ossp", { schema: "My Schema", version: "1.1" }),
  dropExtension: say("dropExtension", "uuid-ossp"),
  alterExtension: say("alterExtension", "uuid-ossp", {
    schema: { from: null, to: "My Schema" },
    version: { from: "1.0", to: "1.1" },
  }),
  createEnum: say("createEnum", "mood", ["sad", "it's", "ünï"]),
  dropEnum: say("dropEnum", "mood"),
  addEnumValue: say("addEnumValue", "mood", "calm", { before: "sad" }),
  replaceEnum: say("replaceEnum", "mood", {
    from: ["sad", "happy"],
    to: ["happy"],
    columns: [{ table: "people", column: "mood", default: { from: "sad", to: null } }],
  }),
  createDomain: say("createDomain", ODD, {
    type: "text",
    collation: "C",
    default: "it's",
    notNull: true,
    checks: [{ name: "c", expression: sql`VALUE <> '\`'`, notValid: true }],
    comment: "two\nlines",
  }),
  dropDomain: say("dropDomain", ODD),
  alterDomain: say("alterDomain", ODD, {
    from: { type: "text" },
    to: { type: "integer", checks: [{ name: "c", expression: sql`VALUE > ${1}` }] },
    throughText: true,
    columns: [{ table: "people", column: "age" }],
  }),
  createComposite: say("createComposite", ODD, {
    attributes: [
      { name: "it's", type: 'text COLLATE "C"', comment: "one" },
      { name: 'a"b', type: "numeric(10,2)" },
    ],
    comment: "two\nlines",
  }),
  dropComposite: say("dropComposite", ODD),
  alterComposite: say("alterComposite", ODD, {
    from: { attributes: [{ name: "zip", type: "text" }] },
    to: { attributes: [{ name: "zip", type: "integer" }] },
    types: [
      { domain: "home", type: "address", checks: [{ name: "c", expression: sql`(VALUE).zip > 0` }] },
      { composite: ODD, attributes: [{ name: "home", type: "home" }], comment: "three" },
    ],
    columns: [
      { table: "people", column: "home", of: "home" },
      { table: "people", column: "former", array: true },
    ],
  }),
  createRange: say("createRange", ODD, {
    subtype: "text",
    operatorClass: "text_pattern_ops",
    collation: '"C"',
    subtypeDiff: ODD,
    multirange: "many",
    comment: "it's",
  }),
  dropRange: say("dropRange", ODD),
  replaceRange: say("replaceRange", "speeds", {
    from: { subtype: "real" },
    to: { subtype: "double precision", subtypeDiff: "float8mi" },
    types: [{ range: "outer", subtype: "speeds" }],
    columns: [{ table: "cars", column: "speeds", of: "speeds_multirange" }],
    comment: "fast",
  }),
  createSequence: say("createSequence", "numbers", { increment: 2, max: "9007199254740993" }),
  renameEnum: say("renameEnum", ODD, "it's"),
  renameEnumValue: say("renameEnumValue", "mood", "it's", "calm"),
  renameSequence: say("renameSequence", "numbers", "counts"),
  setTableSchema: say("setTableSchema", ODD, "it's"),
  setEnumSchema: say("setEnumSchema", "mood", "feelings"),
  setSequenceSchema: say("setSequenceSchema", { schema: "archive", name: "numbers" }, "public"),
  backfill: say("backfill", "tasks", "owner", sql`TODO`),
  dropSequence: say("dropSequence", "numbers"),
  alterSequence: say("alterSequence", "numbers", { from: {}, to: { unlogged: true, cycle: true } }),
  createFunction: say("createFunction", ODD, {
    arguments: [{ mode: "inout", name: "it's", type: "text", default: sql`'\`'` }],
    language: "plpgsql",
    set: { search_path: '""' },
    body: sql`BEGIN\r\n  it := '\\ \${x}';\nEND`,
  }),
  replaceFunction: say("replaceFunction", "one", {
    from: { returns: "integer", language: "sql", body: "SELECT 1" },
    to: { returns: "integer", language: "sql", body: "SELECT 2" },
  }),
  dropFunction: say("dropFunction", "one", ["integer", "text[]"], { keepRights: true }),
  createTrigger: say("createTrigger", ODD, {
    name: "it's",
    timing: "before",
    events: ["insert", "update"],
    updateOf: ["title"],
    forEach: "row",
    when: sql`new.title <> '\`'`,
    function: "touch",
    arguments: ["it's", "\n"],
  }),
  replaceTrigger: say("replaceTrigger", "b", {
    from: { name: "t", timing: "after", events: ["delete"], function: "touch" },
    to: { name: "t", timing: "after", events: ["delete"], function: "touch", enabled: "disabled" },
  }),
  dropTrigger: say("dropTrigger", "b", "t"),
  createTable: say("createTable", ODD, {
    columns: [
      { name: "id", type: "bigint", identity: { mode: "always", start: 10 } },
      { name: "title", type: "varchar(20)[]", nullable: false, default: sql`'{}'::varchar[]` },
      { name: "__proto__", type: "text", default: "`${x}` \\n\n" },
      { name: "size", type: "integer", generated: { expression: sql`length("title"[1])`, stored: true } },
    ],
    primaryKey: ["id"],
    checks: [{ name: "c", expression: sql`title <> '\`'` }],
    indexes: [
      { name: "ix", columns: [{ expression: sql`lower(title[1])`, order: "desc" }], where: sql`id > 0` },
    ],
  }),
  dropTable: say("dropTable", ODD),
  createPartition: say("createPartition", ODD, "b", {
    in: ["it's", 7, null, true, sql`'\`'`],
    partitionBy: { range: [{ expression: sql`lower("a b")`, collation: '"C"' }, "x"] },
    partitions: [
      { name: ODD, from: [sql`MINVALUE`, 1], to: ["-5", 2], checks: [{ name: "c", expression: sql`x > 0` }] },
    ],
    comment: "two\nlines",
  }),
  dropPartition: say("dropPartition", ODD, "b"),
  alterPartition: say("alterPartition", ODD, "b", {
    from: { default: true },
    to: { modulus: 4, remainder: 3 },
  }),
  attachPartition: say("attachPartition", "b", ODD, { default: true }),
  detachPartition: say("detachPartition", "b", ODD, { bound: { in: [1] }, concurrently: true }),
  renameTable: say("renameTable", ODD, "b"),
  alterTable: say("alterTable", ODD, {
    unlogged: { from: false, to: true },
    with: { from: {}, to: { "toast.autovacuum_enabled": "off" } },
  }),
  tableComment: say("tableComment", "b", { from: null, to: "two\nlines" }),
  addColumn: say("addColumn", "b", { name: "n", type: "numeric(10, 2)", nullable: false, default: 0 }),
  dropColumn: say("dropColumn", "b", "n"),
  alterColumn: say("alterColumn", "b", "n", {
    type: { from: "text", to: "integer" },
    using: sql`n::integer`,
    default: { from: sql`now()`, to: null },
    nullable: { from: true, to: false },
  }),
  createPrimaryKey: say("createPrimaryKey", "b", { name: "b_pkey", columns: ["id"] }),
  dropPrimaryKey: say("dropPrimaryKey", "b", "b_pkey"),
  createUnique: say("createUnique", "b", { name: "u", columns: ["n"], nullsNotDistinct: true }),
  dropUnique: say("dropUnique", "b", "u"),
  createForeignKey: say("createForeignKey", "b", {
    name: "f",
    columns: ["n"],
    references: { table: ODD, columns: ["id"] },
    onDelete: "cascade",
  }),
  dropForeignKey: say("dropForeignKey", "b", "f"),
  createCheck: say("createCheck", "b", { name: "c", expression: sql`n > ${1}` }),
  dropCheck: say("dropCheck", "b", "c"),
  createExclude: say("createExclude", "b", {
    name: "x",
    method: "gist",
    elements: [
      { column: "n", operator: "=" },
      { expression: sql`int4range(0, n)`, operator: "&&" },
    ],
    where: sql`n > ${1}`,
  }),
  dropExclude: say("dropExclude", "b", "x"),
  renameConstraint: say("renameConstraint", "b", "c", "d"),
  dropConstraint: say("dropConstraint", "b", "d"),
  invalidateConstraint: say("invalidateConstraint", "b", {
    check: { name: "d", expression: sql`n > ${1}`, notValid: true },
  }),
  validateConstraint: say("validateConstraint", "b", "d"),
  createIndex: say("createIndex", "b", { name: "ix", columns: ["n"], unique: true, method: "btree" }),
  dropIndex: say("dropIndex", "b", "ix"),
  renameIndex: say("renameIndex", "b", "ix", "iy"),
  setReplicaIdentity: say("setReplicaIdentity", ODD, { from: "full", to: { index: "ix" } }),
  setClusterOn: say("setClusterOn", "b", { from: "ix", to: null }),
  createPolicy: say("createPolicy", ODD, {
    name: "it's own",
    as: "restrictive",
    for: "update",
    to: ["app user", "current_user"],
    using: sql`owner = '\`'`,
    withCheck: sql`true`,
    comment: "`${x}`",
  }),
  dropPolicy: say("dropPolicy", ODD, "it's own"),
  alterPolicy: say("alterPolicy", ODD, "it's own", {
    to: { from: ["app user"], to: ["public"] },
    using: { from: sql`a > 1`, to: sql`a > 2` },
  }),
  renamePolicy: say("renamePolicy", ODD, "it's own", "own"),
  createRole: say("createRole", "app user", { login: true, inherit: false }),
  dropRole: say("dropRole", "app user"),
  alterRole: say("alterRole", "app user", { from: { createDb: true }, to: {} }),
  enableRowSecurity: say("enableRowSecurity", ODD),
  disableRowSecurity: say("disableRowSecurity", ODD),
  forceRowSecurity: say("forceRowSecurity", ODD),
  noForceRowSecurity: say("noForceRowSecurity", ODD),
  objectComment: say(
    "objectComment",
    { sequence: { schema: "public", name: "numbers" } },
    { from: null, to: "n" },
  ),
  createView: say("createView", ODD, {
    as: sql`SELECT '\`' AS "a""b", -- all
  1 AS n`,
    with: { security_barrier: "true" },
    keepRights: true,
    columnComments: { n: "it's" },
  }),
  dropView: say("dropView", ODD, { keepRights: true }),
  replaceView: say(
    "replaceView",
    "v",
    { from: { as: sql`SELECT 1 AS a` }, to: { as: sql`SELECT 1 AS a, 2 AS b`, comment: "two" } },
    { remake: "back" },
  ),
  createMaterializedView: say("createMaterializedView", "m", {
    as: sql`SELECT 1 AS a`,
    withNoData: true,
    indexes: [{ name: "m_a", columns: ["a"], unique: true }],
  }),
  dropMaterializedView: say("dropMaterializedView", "m"),
  refreshMaterializedView: say("refreshMaterializedView", "m", { concurrently: true }),
  bulkInsert: say("bulkInsert", "b", [{ n: 1, at: null, title: "it's" }]),
  execute: say("execute", sql`SELECT '*/', ${"it's"}`, { down: "SELECT 2" }),
  run: say("run", async () => {
    await Promise.resolve();
  }),
  irreversible: say("irreversible", "no way back"),
} satisfies Record<OperationKind, Operation>;
