import type { Commit } from "../checkout.ts";
import type { Surroundings } from "../surroundings.ts";
import { statusOf, type Client } from "./client.ts";
import { sarifLogs } from "./sarifLogs.ts";

/**
 * Uploads a SARIF log to GitHub's code scanning, where that is there and this run may.
 * @param commit What was built.
 * @returns Why it was left out, for the summary; undefined where it was uploaded.
 */
export async function uploadSarif(client: Client, around: Surroundings, commit: Commit, file: string): Promise<string | undefined> {
  if (around.isFork) {
    return "a pull request from a fork may not upload it";
  }

  const logs = await sarifLogs(file);
  if (logs.length === 0) {
    return "no module was built to its gate, and what is of no module comes from builds of all";
  }

  try {
    for (const log of logs) {
      await client.request("POST /repos/{owner}/{repo}/code-scanning/sarifs", {
        ...client.place,
        commit_sha: commit.sha,
        ref: commit.ref,
        sarif: log.toString("base64"),
        tool_name: "ModuleBuild",
      });
    }

    return undefined;
  } catch (problem) {
    switch (statusOf(problem)) {
      case 403:
        return "code scanning is off for this repository, or the job lacks 'permissions: security-events: write'";
      case 404:
        return "this repository has no code scanning";
      default:
        throw problem;
    }
  }
}
