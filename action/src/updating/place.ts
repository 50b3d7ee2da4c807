import { getExecOutput } from "@actions/exec";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { UsageError } from "../inputs.ts";
import type { Surroundings } from "../surroundings.ts";

/** What pull requests of a workspace are made to, and from. */
export interface Place {
  /** The branch to which they are made. */
  readonly base: string;
  /** Path of the workspace from the root of the repository on, with `/`; empty where it is the root. */
  readonly folder: string;
  /** What ends the names of branches: workspaces and branches of a repository have groups of their own, which may have the same names. */
  readonly suffix: string;
  /** What tells branches of this base and workspace from those of others. */
  readonly scope: string;
}

/**
 * Finds it.
 * @param workspace The workspace of which the command line spoke.
 * @throws {UsageError} The run is of no branch, or something else than its commit is checked out: what a pull request changes would not be its base.
 */
export async function placeOf(workspace: string, around: Surroundings): Promise<Place> {
  if (!around.ref.startsWith("refs/heads/")) {
    throw new UsageError(`'command: update' runs on a branch, to which its pull requests are made; this run is of '${around.ref}'. Start it by 'schedule' or 'workflow_dispatch'.`);
  }

  const root = rootOf(workspace);
  const base = around.ref.slice("refs/heads/".length);
  const found = root === undefined ? around.sha : await headOf(root);
  if (found !== around.sha) {
    throw new UsageError(`The checkout is of ${found.slice(0, 12)}, and this run of ${around.sha.slice(0, 12)} on '${base}', on which the pull requests stand. `
      + "Check out without 'ref', and run the workflow on the branch that is to be updated.");
  }

  const folder = relative(root ?? around.workspace, workspace).replaceAll("\\", "/");
  const others = [folder, base === (around.defaultBranch ?? base) ? "" : base].map(part => (part.length === 0 ? "" : `-${hashOf(part).slice(0, 8)}`));
  return { base, folder, suffix: others.join(""), scope: hashOf(`${base}\n${folder}`).slice(0, 8) };
}

/** SHA-256 of a text, in hexadecimal digits. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

// The nearest folder that git knows; undefined where the runner has no clone.
function rootOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) {
      return at;
    }

    if (dirname(at) === at) {
      return undefined;
    }
  }
}

async function headOf(root: string): Promise<string> {
  try {
    const { exitCode, stdout, stderr } = await getExecOutput("git", ["rev-parse", "HEAD"], { cwd: root, silent: true, ignoreReturnCode: true });
    if (exitCode === 0) {
      return stdout.trim();
    }

    throw new UsageError(`git does not say what is checked out in '${root}': ${stderr.trim()}`);
  } catch (problem) {
    throw problem instanceof UsageError ? problem : new UsageError("There is no 'git' on this runner; the store and pull requests of updates need it.");
  }
}
