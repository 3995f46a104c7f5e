import { type Index, type Table, type Unique } from "@limbeck/model";

/**
 * On SQLite a unique constraint and a unique index over the same columns do the same: what the models call the one and the database
 * the other is taken over as the database has it.
 */
export function withUniquesOf(model: Table, live: Table): Table {
  const uniques = unmatched(live.uniques, model.uniques);
  const indexes = unmatched(live.indexes, model.indexes).filter(isPlain);
  const columnsOf = (index: Index) =>
    index.elements.map((element) => (element.kind === "column" ? element.column : ""));
  const asUnique = (index: Index) =>
    isPlain(index) && !has(live.indexes, index)
      ? take(uniques, (one) => same(one.columns, columnsOf(index)))
      : undefined;
  const asIndex = (unique: Unique) =>
    unique.onConflict === undefined && !has(live.uniques, unique)
      ? take(indexes, (one) => same(columnsOf(one), unique.columns))
      : undefined;
  const [turned, kept] = turn(model.indexes, asUnique);
  const [others, stay] = turn(model.uniques, asIndex);
  return { ...model, uniques: [...stay, ...turned], indexes: [...kept, ...others] };
}

interface Called {
  readonly name: string;
}

function has(list: readonly Called[], { name }: Called): boolean {
  return list.some((one) => one.name === name);
}

function unmatched<M extends Called>(live: readonly M[], models: readonly M[]): M[] {
  return live.filter((one) => !has(models, one));
}

function isPlain({ unique, elements, where }: Index): boolean {
  const plain = elements.every(
    ({ kind, order, collation }) => kind === "column" && order === undefined && collation === undefined,
  );
  return unique && where === undefined && plain;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function take<M>(list: M[], fits: (one: M) => boolean): M | undefined {
  const at = list.findIndex(fits);
  return at === -1 ? undefined : list.splice(at, 1)[0];
}

/** What became something else, and what stayed. */
function turn<A, B>(
  list: readonly A[],
  into: (one: A) => B | undefined,
): readonly [readonly B[], readonly A[]] {
  const turned: B[] = [];
  const stay: A[] = [];
  for (const one of list) {
    const other = into(one);
    if (other === undefined) stay.push(one);
    else turned.push(other);
  }
  return [turned, stay];
}
