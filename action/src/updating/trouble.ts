import { statusOf } from "../github/client.ts";
import { isLimit } from "../github/limits.ts";
import { scrub } from "../secrets.ts";
import { short } from "../text.ts";

const longestReason = 300;

/** Why GitHub did not take a pull request. */
export interface Trouble {
  /** What happened and what to do, as sentences. */
  readonly text: string;
  /** Whether any other group would meet the same. */
  readonly isForAll: boolean;
}

/**
 * Says it.
 * @param branch The branch that it was about.
 * @param problem What was thrown.
 */
export function trouble(branch: string, problem: unknown): Trouble {
  const status = statusOf(problem);
  const said = short(scrub(problem instanceof Error ? problem.message : String(problem)), longestReason);
  if (/not permitted to create or approve pull requests/i.test(said)) {
    return {
      text: `GitHub Actions may open no pull requests in this repository; the branch '${branch}' is there. Allow it under Settings, Actions, General, Workflow permissions, `
        + "or give input 'github-token' the token of an app.",
      isForAll: true,
    };
  }

  if ([401, 403, 404].includes(status) && !isLimit(problem)) {
    return {
      text: `This token may not write '${branch}' or its pull request (${status}). Give the job 'permissions: contents: write' and 'pull-requests: write'.`,
      isForAll: true,
    };
  }

  if (status === 409 || status === 422) {
    return { text: `GitHub does not take '${branch}' or its pull request (${status}: ${said}). Rules of the repository may protect such branches.`, isForAll: false };
  }

  if (status === 0) {
    throw problem; // no request of GitHub: those that are not answered have a status, too
  }

  return { text: `GitHub does not show '${branch}': it answers ${status} (${said}). The next run goes on.`, isForAll: true };
}
