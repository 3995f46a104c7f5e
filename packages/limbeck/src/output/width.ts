// What a terminal draws two columns wide: East Asian wide and fullwidth forms, and emoji.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;

const PLAIN = /^[\x20-\x7e]*$/;

const CUT = "...";

/** A line that fits into so many columns, with `...` where it was cut; without a number: as it is. */
export function cut(line: string, columns: number | undefined): string {
  if (columns === undefined) return line;
  // Thousands of lines are cut, and most of them are plain: letters are only told apart where that matters.
  if (PLAIN.test(line))
    return line.length <= columns ? line : line.slice(0, Math.max(columns - CUT.length, 0)) + CUT;
  let width = 0;
  let kept = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(line)) {
    width += WIDE.test(segment) ? 2 : 1;
    if (width <= columns - CUT.length) kept = index + segment.length;
    if (width > columns) return line.slice(0, kept) + CUT;
  }
  return line;
}
