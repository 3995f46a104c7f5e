import { LimbeckError, reasonOf } from "@limbeck/model";

/** An operation names something that is not in the schema it is applied to. */
export function objectMissing(what: string): LimbeckError {
  return new LimbeckError({
    code: "object-missing",
    message: `There is no ${what}.`,
    hint: "Compare the revision with the schema that its ancestors leave behind.",
    facts: { object: what },
    exit: 4,
  });
}

/** SQLite: an operation names a constraint that has no name of its own, and the table has several such. */
export function constraintAmbiguous(name: string, table: string, count: number): LimbeckError {
  return new LimbeckError({
    code: "constraint-ambiguous",
    message: `Nobody named ${name}: it is one of ${count} constraints of table ${table} that only their places in it tell apart.`,
    hint: "Say of a check what it says, op.dropCheck(table, name, { name, unnamed: true, expression }); or give the constraints names first.",
    facts: { constraint: name, table, count },
    exit: 4,
  });
}

/** A directive was called with arguments that cannot be right. */
export function argumentWrong(directive: string, problem: string): LimbeckError {
  return new LimbeckError({
    code: "argument-wrong",
    message: `op.${directive}: ${problem}.`,
    hint: "Correct the call in the revision file.",
    facts: { directive, problem },
    exit: 2,
  });
}

/** The same, where what fails is our own code, which reads what is not there. */
export function argumentUnreadable(directive: string, cause: unknown): LimbeckError {
  return argumentWrong(
    directive,
    `an argument is missing or is not what it has to be (${reasonOf(cause).replace(/\.$/, "")})`,
  );
}

/** The opposite of a user's own operation is of a kind that no table has. */
export function operationUnknown(kind: string, own: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "operation-unknown",
    message: `There is no operation of the kind "${kind}".`,
    hint: `Add it to \`operations\` in the configuration, which has ${own.join(", ")}.`,
    facts: { kind, own },
    exit: 2,
  });
}

/** An own operation that would hide one of ours. */
export function operationTaken(kind: string): LimbeckError {
  return new LimbeckError({
    code: "operation-taken",
    message: `op.${kind} is a directive of Limbeck's own.`,
    hint: "Give the operation another name in `operations`.",
    facts: { kind },
    exit: 2,
  });
}
