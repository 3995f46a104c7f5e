import { foundName, routineType, showName, showRoutine, showTrigger } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ChangeInput, changeInput, readChange } from "../input/changeInput.ts";
import { noHazards, operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { type Ref, ref } from "../ref.ts";
import { commentSql, type CommentedObject } from "../sql/comment.ts";
import { commentIn } from "./apply.ts";

export interface ObjectComment {
  readonly kind: "objectComment";
  readonly target: CommentedObject;
  readonly comment: Change<string | null>;
}

export const commentOperations = {
  /** Sets or, with null, removes the comment of a constraint, index, policy, type, sequence, view, function, trigger, extension or schema. */
  objectComment: operation({
    directive: (target: CommentedObject, comment: ChangeInput<string | null>): ObjectComment => ({
      kind: "objectComment",
      target,
      comment: readChange(comment, (text) => text),
    }),
    args: (op): [CommentedObject, ChangeInput<string | null>] => [
      op.target,
      changeInput(op.comment, (text) => text),
    ],
    reverse: (op): ObjectComment | Irreversible => {
      const comment = reverseChange(op.comment);
      return comment === undefined
        ? irreversible("the comment that was there is not known")
        : { ...op, comment };
    },
    describe: (op) =>
      `comment of ${showTarget(op.target)}: ${op.comment.to === null ? "removed" : "changed"}`,
    apply: (schema, op) => commentIn(schema, op.target, op.comment.to),
    touches: (op) => ({ makes: [], breaks: [], needs: [targetRef(op.target)] }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(commentSql(op.target, op.comment.to)),
      sqlite: () => statements(),
    },
  }),
};

function showTarget(target: CommentedObject): string {
  if ("schema" in target) return `schema ${target.schema}`;
  if ("collation" in target) return `collation ${showName(target.collation)}`;
  if ("sequence" in target) return `sequence ${showName(target.sequence)}`;
  if ("view" in target) return `view ${showName(target.view)}`;
  if ("materializedView" in target) return `materialized view ${showName(target.materializedView)}`;
  if ("type" in target) return `type ${showName(target.type)}`;
  if ("index" in target) return `index ${showName(target.index)}`;
  if ("routine" in target) return `function ${showRoutine(target.routine, target.types.map(routineType))}`;
  if ("trigger" in target) return `trigger ${showTrigger({ ...target, name: target.trigger })}`;
  if ("extension" in target) return `extension ${target.extension}`;
  if ("policy" in target) return `policy ${target.policy} on ${showName(target.table)}`;
  return `constraint ${target.constraint} on ${showName(target.table)}`;
}

function targetRef(target: CommentedObject): Ref {
  if ("schema" in target) return ref.namespace(target.schema);
  if ("collation" in target) return ref.collation(foundName("collation", target.collation));
  if ("sequence" in target) return ref.relation(target.sequence);
  if ("view" in target) return ref.relation(target.view);
  if ("materializedView" in target) return ref.relation(target.materializedView);
  if ("type" in target) return ref.type(target.type);
  if ("index" in target) return ref.relation(target.index);
  if ("routine" in target) return ref.call(target.routine);
  if ("trigger" in target) return ref.trigger(target.table, target.trigger);
  if ("extension" in target) return ref.extension(target.extension);
  if ("policy" in target) return ref.policy(target.table, target.policy);
  return ref.constraint(target.table, target.constraint);
}
