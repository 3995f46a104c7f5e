import {
  canonicalSpelling,
  foundName,
  inputTypes,
  nameOf,
  type QualifiedName,
  type Routine,
  sameName,
} from "@limbeck/model";

import { type Argument, type ColumnTypes, plainType, typeOfArgument } from "./arguments.ts";

/** Whether what a call hands in is for one function, which may share its name with others. */
export type IsMeant = (types: readonly (string | undefined)[]) => boolean;

/** What calls by a name mean the routine. Where a text does not tell, it is that. */
export function meansRoutine(routine: Routine, name: QualifiedName, others: readonly Routine[]): IsMeant {
  const rivals = others.filter((one) => one !== routine && sameName(one, name));
  const isOwn = foundName("routine", nameOf(name)).schema === name.schema;
  return (types) => {
    const fits = (one: Routine): boolean => takesAsMany(one, types.length) && takes(one, types);
    // The server's own are many.
    if (!isOwn) return fits(routine);
    const counted = narrowed([routine, ...rivals], (one) => takesAsMany(one, types.length));
    return narrowed(counted, (one) => takes(one, types)).includes(routine);
  };
}

function narrowed(routines: readonly Routine[], fits: (one: Routine) => boolean): readonly Routine[] {
  const fitting = routines.filter(fits);
  return fitting.length === 0 ? routines : fitting;
}

/** Whether a routine takes so many arguments. What CALL of a procedure hands in for OUT counts too. */
function takesAsMany({ arguments: list, procedure, aggregate }: Routine, count: number): boolean {
  if (aggregate?.direct !== undefined) return true;
  const taken = list.filter(({ mode }) => mode !== "table" && (procedure === true || mode !== "out"));
  const needed = taken.filter(({ mode, default: value }) => mode !== "variadic" && value === undefined);
  return count >= needed.length && (count <= taken.length || list.some(({ mode }) => mode === "variadic"));
}

/** Whether all types that are known are those which a routine takes there. */
function takes(routine: Routine, types: readonly (string | undefined)[]): boolean {
  if (routine.procedure === true || routine.arguments.some(({ mode }) => mode === "variadic")) return true;
  const wanted = inputTypes(routine).map((type) => plainType([canonicalSpelling(type)]));
  return types.every((type, at) => {
    const asked = wanted[at];
    return type === undefined || asked === undefined || type === asked || POLYMORPHIC.test(asked);
  });
}

/** Pseudo-types that stand for others (PostgreSQL manual, 8.21 and 36.2.5). */
const POLYMORPHIC = /^(?:"?any"?$|any(?:element|array|nonarray|enum|range|multirange|compatible))/;

/** The types that a call in a text hands in. */
export function typesHandedIn(
  args: readonly Argument[],
  columns: ColumnTypes,
): readonly (string | undefined)[] {
  const isNamed = args.some(([, first, second]) => first === ":" || (first === "=" && second === ">"));
  return args.map((argument) => (isNamed ? undefined : typeOfArgument(argument, columns)));
}
