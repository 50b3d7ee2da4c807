import { folded } from "../text.ts";

/** Rows of a table of changes that are shown. */
export const mostChanges = 100;

/**
 * A table of changes under a heading that says how many there are; folded where they are many.
 * @param heading What they are, as the end of "12 …".
 * @param text The table of at most {@link mostChanges} of them, Markdown.
 * @param count How many there are.
 * @param open How many are shown unfolded.
 */
export function section(heading: string, text: string, count: number, open: number): string {
  return count === 0 ? "" : count > open
    ? folded(`${count} ${heading}`, text + (count > mostChanges ? `… and ${count - mostChanges} more.\n\n` : ""), true)
    : `**${count} ${heading}**\n\n${text}`;
}
