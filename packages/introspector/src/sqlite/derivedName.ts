/** Hands out the names of constraints that have none, as PostgreSQL would derive them, each once in a table. */
export interface Names {
  /** `tasks_owner_id_fkey`, with a number behind it where that is taken. */
  derive(columns: readonly string[], label: string): string;
}

export function namesIn(table: string, taken: readonly string[]): Names {
  const used = new Set(taken);
  return {
    derive: (columns, label) => {
      const base = [table, ...columns, label].join("_");
      let name = base;
      for (let number = 1; used.has(name); number += 1) name = `${base}${number}`;
      used.add(name);
      return name;
    },
  };
}
