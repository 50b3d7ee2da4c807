import { getExecOutput } from "@actions/exec";

/** What git answers in a folder; undefined where it fails, or where the runner has none. */
export async function git(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await getExecOutput("git", [...args], { cwd: folder, silent: true, ignoreReturnCode: true });
    return exitCode === 0 ? stdout.trim() : undefined;
  } catch {
    return undefined; // what needs an answer says so, with what to do
  }
}
