import { folded } from "../text.ts";

/** Rows of a table of changes that are shown. */
export const mostChanges = 100;

/**
 * A table of changes under a heading that says how many there are; folded where they are many.
 * @param headings What one is, and what many are, as the end of "12 …".
 * @param text The table of at most {@link mostChanges} of them, Markdown.
 * @param count How many there are.
 * @param open How many are shown unfolded.
 */
export function section([one, many]: readonly [string, string], text: string, count: number, open: number): string {
  const heading = `${count} ${count === 1 ? one : many}`;
  return count === 0 ? "" : count > open
    ? folded(heading, text + (count > mostChanges ? `… and ${count - mostChanges} more.\n\n` : ""), true)
    : `**${heading}**\n\n${text}`;
}
