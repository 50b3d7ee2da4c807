import assert from "node:assert/strict";

/** A text with what GitHub, its runner, Markdown and HTML would make something of. */
export const hostile = "a\n::set-output name=outcome::succeeded\r::error::b %0A::add-mask::c `d` ${{ secrets.E }} @acme/team #1 | <img src=x> **f**\u202E";

/** What is not to be seen of it in what is shown. */
export const marks = [/^\s*::/m, /`d`/, /\$\{\{/, /@acme/, /#1\b/, /<img/, /\*\*f/, /\u202E/];

/** What GitHub's runner would take for its commands: lines that begin so, except where they were stopped. */
export function commandsIn(log: string): string[] {
  let stopped: string | undefined;
  const found: string[] = [];
  for (const line of log.split(/\r\n|\r|\n/).map(text => text.trimStart())) {
    const [, name, value] = /^::([^:\s]+)[^:]*::(.*)$/.exec(line) ?? [];
    if (stopped !== undefined) {
      stopped = name === stopped ? undefined : stopped;
    } else if (name === "stop-commands") {
      stopped = value;
    } else if (name !== undefined || line.startsWith("##[")) {
      found.push(name ?? line);
    }
  }

  assert.equal(stopped, undefined, "commands were stopped, and never started again");
  return found;
}
