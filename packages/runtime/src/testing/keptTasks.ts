import { project } from "./project.ts";

/** a: projects and their tasks; b: a title that must be there; c: another type. b and c make tasks anew. */
export const keptTasks = project(
  {
    revision: "a",
    message: "it's a start",
    upgrade: (op) => {
      op.createTable("tasks", {
        columns: [
          { name: "id", type: "integer", nullable: false },
          { name: "title", type: "text" },
        ],
        primaryKey: ["id"],
      });
      op.createTable("notes", {
        columns: [{ name: "task", type: "integer" }],
        foreignKeys: [
          {
            name: "notes_task",
            columns: ["task"],
            references: { table: "tasks", columns: ["id"] },
            onDelete: "cascade",
          },
        ],
      });
      op.execute("INSERT INTO tasks VALUES (1, 'one'), (2, 'two')");
      op.execute("INSERT INTO notes VALUES (1), (2), (2)");
    },
    downgrade: (op) => {
      op.dropTable("notes");
      op.dropTable("tasks");
    },
  },
  {
    revision: "b",
    upgrade: (op) => op.alterColumn("tasks", "title", { nullable: false }),
    downgrade: (op) => op.alterColumn("tasks", "title", { nullable: true }),
  },
  {
    revision: "c",
    upgrade: (op) => {
      op.execute("UPDATE tasks SET title = upper(title)");
      op.alterColumn("tasks", "title", { type: { from: "text", to: "varchar(40)" } });
      op.addColumn("tasks", { name: "done", type: "boolean" });
    },
    downgrade: (op) => {
      op.dropColumn("tasks", "done");
      op.alterColumn("tasks", "title", { type: { from: "varchar(40)", to: "text" } });
    },
  },
);
