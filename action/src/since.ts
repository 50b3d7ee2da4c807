import { notice } from "@actions/core";
import { git } from "./git.ts";
import type { Session } from "./session.ts";

/**
 * The commit since which something is to have changed: input `since`, else that on which a pull request, or a push, brought something.
 * @returns Empty where there is none to compare with, so that all modules count: after a push that made its branch, and after one that replaced
 * its history. What was before the latter is in no branch, so that no clone has it. Where a clone was cut short, the command line says so.
 */
export async function sinceOf({ inputs, around, cli }: Session): Promise<string> {
  const asked = inputs.text("since");
  const base = around.base ?? "";
  if (asked.length > 0 || base.length === 0) {
    return asked;
  }

  if (/^0+$/.test(base)) {
    notice("This push made its branch, so that there is nothing to compare it with: all modules count as changed. Input 'since' can name a branch.");
    return "";
  }

  const isGone = await git(cli.folder, "cat-file", "-e", `${base}^{commit}`) === undefined && await git(cli.folder, "rev-parse", "--is-shallow-repository") === "false";
  if (isGone) {
    notice(`Commit ${base.slice(0, 12)}, from which this change set out, is not in the history any more, as after a push by force: all modules count as changed.`);
  }

  return isGone ? "" : base;
}
