import { getInput, setSecret, summary, warning } from "@actions/core";
import { resolve } from "node:path";
import { Cli } from "./cli.ts";
import { connect, statusOf, type Client } from "./github/client.ts";
import type { Inputs } from "./inputs.ts";
import { storeAccess } from "./storeAccess.ts";
import { surroundings, type Surroundings } from "./surroundings.ts";
import { fit } from "./text.ts";
import { findTool } from "./tool.ts";

const longestSummary = 1 << 20;

/** What every command of the action has: the command line, GitHub, and where to show things. */
export interface Session {
  readonly inputs: Inputs;
  readonly around: Surroundings;
  readonly cli: Cli;
  readonly github: Client;
}

/** Opens it. */
export async function openSession(inputs: Inputs): Promise<Session> {
  const around = surroundings();
  const folder = resolve(around.workspace, inputs.text("working-directory") || ".");
  const token = getInput("github-token");
  const stateToken = getInput("state-token");
  [token, stateToken].filter(secret => secret.length > 0).forEach(setSecret);
  const start = await findTool(inputs, around, folder);
  return { inputs, around, cli: new Cli(start, folder, storeAccess(stateToken || token, around.runUrl)), github: connect(around, token) };
}

/** Adds to the summary of the step. */
export async function summarize(text: string): Promise<void> {
  await summary.addRaw(fit(text, longestSummary - 1024, "GitHub shows no more than this in a summary.")).write();
}

/**
 * Shows something on GitHub. Where this run may not, it says what it left out, and goes on: what happened has happened.
 * @param what What is shown, as the end of a sentence.
 * @param permission What the job would have to be given.
 */
export async function showing(what: string, permission: string, show: () => Promise<unknown>): Promise<void> {
  try {
    await show();
  } catch (problem) {
    const status = statusOf(problem);
    if (status !== 401 && status !== 403 && status !== 404) {
      throw problem;
    }

    warning(`GitHub does not show ${what}: this token may not write it (${status}). Give the job 'permissions: ${permission}'. All else is done.`);
  }
}
