import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Surroundings } from "../surroundings.ts";
import { statusOf, type Client } from "./client.ts";

/**
 * Uploads a SARIF log to GitHub's code scanning, where that is there and this run may.
 * @returns Why it was left out, for the summary; undefined where it was uploaded.
 */
export async function uploadSarif(client: Client, around: Surroundings, file: string): Promise<string | undefined> {
  if (around.isFork) {
    return "a pull request from a fork may not upload it";
  }

  const sarif = (await promisify(gzip)(await readFile(file))).toString("base64");
  try {
    await client.request("POST /repos/{owner}/{repo}/code-scanning/sarifs", {
      ...client.place,
      commit_sha: around.sha,
      ref: around.pullRequest === undefined ? around.ref : `refs/pull/${around.pullRequest}/head`,
      sarif,
      tool_name: "ModuleBuild",
    });
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
