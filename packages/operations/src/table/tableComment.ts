import { type QualifiedName, showName } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ChangeInput, changeInput, readChange } from "../input/changeInput.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { changeTable } from "../schemaChange.ts";
import { commentSql } from "../sql/comment.ts";

export interface TableComment {
  readonly kind: "tableComment";
  readonly table: QualifiedName;
  readonly comment: Change<string | null>;
}

export const tableCommentOperations = {
  /** Sets or, with null, removes the comment of a table. */
  tableComment: operation({
    directive: (name: NameInput, comment: ChangeInput<string | null>): TableComment => ({
      kind: "tableComment",
      table: qualifiedName(name),
      comment: readChange(comment, (text) => text),
    }),
    args: (op) => [nameInput(op.table), changeInput(op.comment, (text) => text)],
    reverse: (op): TableComment | Irreversible => {
      const comment = reverseChange(op.comment);
      return comment === undefined
        ? irreversible(`the comment that table ${showName(op.table)} had is not known`)
        : { ...op, comment };
    },
    describe: (op) =>
      `comment of table ${showName(op.table)}: ${op.comment.to === null ? "removed" : "changed"}`,
    apply: (schema, op) =>
      changeTable(schema, op.table, ({ comment: _, ...table }) =>
        op.comment.to === null ? table : { ...table, comment: op.comment.to },
      ),
    touches: (op) => ({ makes: [], breaks: [], needs: [ref.relation(op.table)] }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(commentSql({ table: op.table }, op.comment.to)),
      sqlite: () => statements(),
    },
  }),
};
