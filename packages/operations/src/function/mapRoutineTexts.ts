import { type Routine, type SqlText } from "@limbeck/model";

/** A routine with what the server has parsed of it in other words; a text between quotes stays as it is. */
export function mapRoutineTexts(routine: Routine, text: (value: SqlText) => SqlText): Routine {
  return {
    ...routine,
    ...(routine.standardBody === undefined ? {} : { standardBody: text(routine.standardBody) }),
    arguments: routine.arguments.map((argument) =>
      argument.default === undefined ? argument : { ...argument, default: text(argument.default) },
    ),
  };
}
