import { getInput, summary, warning } from "@actions/core";
import { statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { Cli } from "./cli.ts";
import { connect, isUnanswered, statusOf, type Client } from "./github/client.ts";
import { Comments } from "./github/comments.ts";
import { isLimit } from "./github/limits.ts";
import { UsageError, type Inputs } from "./inputs.ts";
import { hide, scrub } from "./secrets.ts";
import { storeAccess } from "./storeAccess.ts";
import { surroundings, type Surroundings } from "./surroundings.ts";
import { fit, short } from "./text.ts";
import { findTool } from "./tool.ts";

const longestSummary = 1 << 20;
const longestReason = 200;

/** What every command of the action has: the command line, GitHub, and where to show things. */
export interface Session {
  readonly inputs: Inputs;
  readonly around: Surroundings;
  readonly cli: Cli;
  readonly github: Client;
  /** The folder of the workspace, as a path from the root of the repository; empty where it is the root. */
  readonly folder: string;
}

/** Opens it. */
export async function openSession(inputs: Inputs): Promise<Session> {
  const around = surroundings();
  const folder = folderOf(inputs, around);
  const token = getInput("github-token");
  const stateToken = getInput("state-token");
  [token, stateToken].forEach(hide);
  const start = await findTool(inputs, around, folder);
  return {
    inputs,
    around,
    cli: new Cli(start, folder, storeAccess(stateToken || token, around.runUrl)),
    github: connect(around, token),
    folder: relative(around.workspace, folder).replaceAll("\\", "/"),
  };
}

/** Comments on the pull request that the run is about; undefined where it is about none, or one from another repository, on which it may not comment. */
export function commentsOf({ around, github, folder }: Session): Comments | undefined {
  return around.pullRequest === undefined || around.isFork ? undefined : new Comments(github, around.pullRequest, folder);
}

// Else each program that is started there would be said to be missing itself.
function folderOf(inputs: Inputs, around: Surroundings): string {
  const folder = resolve(around.workspace, inputs.text("working-directory") || ".");
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`Input 'working-directory' names '${folder}', which is not there. Check the repository out before this step: uses: actions/checkout.`);
  }

  return folder;
}

/** Adds to the summary of the step. */
export async function summarize(text: string): Promise<void> {
  await summary.addRaw(fit(scrub(text), longestSummary - 1024, "GitHub shows no more than this in a summary.")).write();
}

/**
 * Shows something on GitHub. Where this run may not, or GitHub does not answer, it says what it left out, and goes on: what happened has
 * happened, and does not fail for not being shown.
 * @param what What is shown, as the end of a sentence.
 * @param permission What the job would have to be given.
 * @returns Whether it is shown.
 */
export async function showing(what: string, permission: string, show: () => Promise<unknown>): Promise<boolean> {
  try {
    await show();
    return true;
  } catch (problem) {
    leaveOut(what, permission, problem);
    return false;
  }
}

/**
 * The same for what is more than a view, such as a release: where this run may not make it, that is said and no more; what else goes wrong is thrown.
 * @returns Whether it is shown.
 */
export async function permitted(what: string, permission: string, show: () => Promise<unknown>): Promise<boolean> {
  try {
    await show();
    return true;
  } catch (problem) {
    if (!isRefused(problem)) {
      throw problem;
    }

    leaveOut(what, permission, problem);
    return false;
  }
}

// A limit is a 403, too.
function isRefused(problem: unknown): boolean {
  return [401, 403, 404].includes(statusOf(problem)) && !isLimit(problem);
}

function leaveOut(what: string, permission: string, problem: unknown): void {
  warning(`GitHub does not show ${what}: ${whyNot(permission, problem)} What the command line did is done, and is kept.`);
}

function whyNot(permission: string, problem: unknown): string {
  const status = statusOf(problem);
  const said = short(scrub(problem instanceof Error ? problem.message : String(problem)), longestReason);
  return isRefused(problem)
    ? `this token may not write it (${status}). Give the job 'permissions: ${permission}'.`
    : `${status === 0 || isUnanswered(problem) ? "it does not answer" : `it answered ${status}`} (${said}). The next run shows it; of deployments, 'command: drift' does, too.`;
}
