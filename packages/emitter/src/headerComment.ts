import { type RevisionHeader } from "@limbeck/revisions";

/** The comment at the head of a revision file, for people; the message and the date are read from it again. */
export function headerComment({ message, revision, downRevisions, created }: RevisionHeader): string {
  const facts = [
    `Revision: ${revision}`,
    `Revises: ${downRevisions.length === 0 ? "<base>" : downRevisions.join(", ")}`,
    ...(created === undefined ? [] : [`Created: ${created}`]),
  ];
  const lines = [...messageLines(message), ...facts];
  return ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
}

function messageLines(message: string): readonly string[] {
  const text = message.trim().replaceAll("*/", "*\\/");
  return text === "" ? [] : [...text.split(/\r?\n/), ""];
}

const COMMENT = /^(?:\uFEFF|\s|\/\/.*)*\/\*\*?([^]*?)\*\//;

/** The first paragraph of the comment at the head of a file; empty where that says only what the constants say. */
export function messageOf(text: string, revision: string): string {
  const lines = commentLines(text);
  const end = lines.indexOf("");
  const paragraph = end < 0 ? lines : lines.slice(0, end);
  if (paragraph[0] === `Revision: ${revision}`) return "";
  return paragraph.join("\n").replaceAll("*\\/", "*/");
}

/** The date that the comment says; ISO 8601 where Limbeck wrote it. */
export function createdOf(text: string): string | undefined {
  const line = commentLines(text).findLast((one) => one.startsWith("Created: "));
  return line?.slice("Created: ".length);
}

/** Without the stars, and without the empty lines at either end. */
function commentLines(text: string): readonly string[] {
  const inside = COMMENT.exec(text)?.[1];
  if (inside === undefined) return [];
  const lines = inside.split(/\r?\n/).map((line) => line.replace(/^\s*\*?\s?/, "").trimEnd());
  const start = lines.findIndex((line) => line !== "");
  const end = lines.findLastIndex((line) => line !== "");
  return start < 0 ? [] : lines.slice(start, end + 1);
}
