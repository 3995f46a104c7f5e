// The least that a check can be: one process that loads the models, bundled beforehand, and asks a catalog for all that they
// speak of in one round trip. It compares nothing. Arguments: the bundle. The database is DATABASE_URL.
const { catalogQueries } = require("./catalogQueries.cjs");
const pg = require(require.resolve("pg", { paths: [process.cwd()] }));

async function main() {
  const client = new pg.Client(process.env.DATABASE_URL);
  await client.connect();
  const asked = client.query(catalogQueries);
  require(process.argv[2]);
  const answers = await asked;
  if (answers.length !== 7) process.exitCode = 1;
  await client.end();
}

void main();
