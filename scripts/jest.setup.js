// Jest tells its workers to colour what they print; the code under test would believe that it is meant.
delete process.env.FORCE_COLOR;
