import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { cliPath } from "./world.ts";

const root = resolve(import.meta.dirname, "../..");

/** The version of the repository, and so of the action and the tool. */
export const toolVersion = /<Version [^>]*>([^<]+)</.exec(readFileSync(join(root, "Directory.Build.props"), "utf8"))![1]!;

/** A feed with the tool, packed once from the command line as it was built. */
export async function packedTool(): Promise<string> {
  const folder = join(root, "artifacts", "action", `tool-${createHash("sha256").update(String(statSync(cliPath).mtimeMs)).digest("hex").slice(0, 12)}`);
  if (!existsSync(folder)) {
    await mkdir(join(root, "artifacts", "action"), { recursive: true });
    const made = await mkdtemp(join(root, "artifacts", "action", "packing-"));
    await promisify(execFile)("dotnet", ["pack", join(root, "src", "ModuleBuild.Cli"), "--no-build", "-c", "Debug", "-o", made, "--nologo", "-v", "q"], { cwd: root });
    await rename(made, folder).catch(async problem => {
      await rm(made, { recursive: true });
      if (!existsSync(folder)) {
        throw problem; // else another process of tests was faster
      }
    });
  }

  return folder;
}
