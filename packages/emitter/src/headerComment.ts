import { type RevisionHeader } from "@limbeck/revisions";

/** The comment at the head of a revision file, for people; the message and the date are read from it again. */
export function headerComment({
  message,
  revision,
  downRevisions,
  replaces = [],
  created,
}: RevisionHeader): string {
  const facts = [
    `Revision: ${revision}`,
    revisesLine(downRevisions),
    ...(replaces.length === 0 ? [] : [`Replaces: ${replaces.join(", ")}`]),
    ...(created === undefined ? [] : [`Created: ${created}`]),
  ];
  const lines = [...messageLines(message), ...facts];
  return ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
}

export function revisesLine(downRevisions: readonly string[]): string {
  return `Revises: ${downRevisions.length === 0 ? "<base>" : downRevisions.join(", ")}`;
}

function messageLines(message: string): readonly string[] {
  const text = message.trim().replaceAll("*/", "*\\/");
  return text === "" ? [] : [...text.split(/\r?\n/), ""];
}

// A line comment reaches to the end of its line and no less: a banner of slashes would be cut into pieces in every way there is.
const COMMENT = /^(?:\s|\/\/.*(?!.))*\/\*\*?([^]*?)\*\//;

/** What the comment at the head of a file tells people. */
export interface HeadComment {
  /** The first paragraph; empty where that says only what the constants say. */
  readonly message: string;
  /** The date; ISO 8601 where Limbeck wrote it. */
  readonly created?: string;
}

export function readHeadComment(text: string, revision: string): HeadComment {
  const lines = commentLines(text);
  const created = lines.findLast((line) => line.startsWith("Created: "))?.slice("Created: ".length);
  return { message: messageOf(lines, revision), ...(created === undefined ? {} : { created }) };
}

function messageOf(lines: readonly string[], revision: string): string {
  const end = lines.indexOf("");
  const paragraph = end < 0 ? lines : lines.slice(0, end);
  if (paragraph[0] === `Revision: ${revision}`) return "";
  return paragraph.join("\n").replaceAll("*\\/", "*/");
}

/** Where the text of a head comment's line stands in the file, and what it says. */
export interface CommentLine {
  readonly text: string;
  readonly offset: number;
}

/** The lines of the comment at the head of a file, without the stars, each in its place. */
export function placedCommentLines(text: string): readonly CommentLine[] {
  const match = COMMENT.exec(text);
  const inside = match?.[1];
  if (inside === undefined) return [];
  // The match ends with the inside and the two characters that close the comment.
  const start = (match?.[0].length ?? 0) - 2 - inside.length;
  return [...inside.matchAll(/^[^\S\r\n]*\*?[^\S\r\n]?(.*)$/gm)].map((line) => {
    const words = (line[1] ?? "").trimEnd();
    return { text: words, offset: start + line.index + line[0].length - (line[1] ?? "").length };
  });
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
