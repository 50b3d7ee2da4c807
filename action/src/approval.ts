import { getInput, saveState } from "@actions/core";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Inputs } from "./inputs.ts";
import { hide } from "./secrets.ts";
import type { Surroundings } from "./surroundings.ts";

const prefix = "modulebuild-approval-";

/** The consent of whoever holds a key: arguments for the command line, and a file that lives as long as this. */
export interface Approval extends AsyncDisposable {
  readonly args: readonly string[];
}

/**
 * Reads the consent that a job gives. The job runs in an environment of GitHub that people protect, and only there is the key; so whoever lets
 * the job run consents, and the signature proves it to everybody who has the public key.
 * @throws {UsageError} The key, or whose it is, is missing.
 */
export async function approvalOf(inputs: Inputs, around: Surroundings): Promise<Approval> {
  const key = getInput("approval-key");
  hide(key);
  if (!inputs.flag("approve")) {
    if (key.length > 0) {
      throw inputs.wrong("approval-key", "is given without 'approve: true'; give both, or none");
    }

    return { args: [], [Symbol.asyncDispose]: async () => {} };
  }

  if (inputs.flag("dry-run")) {
    throw inputs.wrong("approve", "does not go with 'dry-run: true', which writes nothing");
  }

  const approver = inputs.required("approver", "ann@example.com");
  if (!/^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key)) {
    throw inputs.wrong("approval-key", `${key.length === 0 ? "is missing" : "is no private SSH key"}; 'approve: true' needs one: approval-key: \${{ secrets.APPROVAL_KEY }}`);
  }

  // Who is killed cannot clean up: what runs after the job does.
  const folder = await mkdtemp(join(around.temp, prefix));
  saveState("key", folder);
  const file = join(folder, "key");
  await writeFile(file, `${key.replaceAll("\r\n", "\n").trimEnd()}\n`, { mode: 0o600, flag: "wx" });
  return { args: ["--approve", "--approver", approver, "--approval-key", file], [Symbol.asyncDispose]: async () => forget(folder) };
}

/** Deletes a key. */
export async function forget(folder: string): Promise<void> {
  if (basename(folder).startsWith(prefix)) {
    await rm(folder, { recursive: true, force: true });
  }
}
