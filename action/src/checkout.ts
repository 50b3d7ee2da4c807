import { git } from "./git.ts";
import type { Session } from "./session.ts";

/** A commit, and what GitHub finds it by. */
export interface Commit {
  readonly sha: string;
  readonly ref: string;
}

/**
 * The commit that is checked out, to which lines of files belong: that of the event, as actions/checkout takes it by itself (of a pull request
 * the merge with its base), else the newest of the pull request.
 */
export async function checkedOut({ around, cli }: Session): Promise<Commit> {
  const head = await git(cli.folder, "rev-parse", "HEAD");
  return around.pullRequest === undefined || head === undefined || head === around.eventSha
    ? { sha: around.eventSha, ref: around.ref }
    : { sha: around.sha, ref: `refs/pull/${around.pullRequest}/head` };
}
