import { addPath, info, warning } from "@actions/core";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { dotnet } from "./dotnet.ts";
import { UsageError } from "./inputs.ts";
import type { Shelf } from "./toolShelf.ts";

/** Id of the tool's package. */
export const packageId = "ModuleBuild.Tool";

/** Which package, and from where. */
export interface WantedTool {
  readonly version: string;
  /** The feed; empty for those of nuget.config. */
  readonly source: string;
  /** SHA-512 of the package in hexadecimal digits, small letters; empty for any. */
  readonly sha512: string;
}

/**
 * Brings the tool: what the runner's tool cache has; else what a job before this one kept, if it is what the workflow names by its hash; else
 * the package of the feed. Without a hash nothing is taken that another job left: any job of the repository can leave something there.
 * @param wanted Which.
 * @param folder The folder whose nuget.config counts.
 * @param temp A folder for what comes and goes.
 * @param shelf Where jobs keep packages.
 * @returns Absolute path of the program.
 * @throws {UsageError} It cannot be had.
 */
export async function installedTool(wanted: WantedTool, folder: string, temp: string, shelf: Shelf): Promise<string> {
  const { find, cacheDir } = await toolCache();
  let home = find(packageId, wanted.version);
  if (home.length > 0) {
    await verify(home, wanted);
  } else {
    home = await install(wanted, folder, temp, shelf);
    await verify(home, wanted);
    home = await cacheDir(home, packageId, wanted.version).catch(problem => {
      warning(`The runner's tool cache cannot be used: ${String(problem)}`);
      return home;
    });
  }

  addPath(home);
  return join(home, process.platform === "win32" ? "modulebuild.exe" : "modulebuild");
}

// It brings an HTTP client that the runs with a tool of their own do not need.
async function toolCache(): Promise<typeof import("@actions/tool-cache")> {
  return import("@actions/tool-cache");
}

async function install(wanted: WantedTool, folder: string, temp: string, shelf: Shelf): Promise<string> {
  const target = await mkdtemp(join(temp, "modulebuild-tool-"));
  // The same place in each job: a cache knows its files by their paths.
  const kept = join(temp, "modulebuild-package", `${packageId}.${wanted.version}.nupkg`);
  const key = `modulebuild-tool-${wanted.version}-${wanted.sha512.slice(0, 32)}`;
  if (wanted.sha512.length > 0 && (await shelf.restore(kept, key)) && (await isWanted(kept, wanted))) {
    await run(wanted, dirname(kept), target, folder);
    return target;
  }

  await run(wanted, wanted.source, target, folder);
  if (wanted.sha512.length > 0 && (await sha512Of(packageIn(target, wanted.version))) === wanted.sha512) {
    await mkdir(dirname(kept), { recursive: true });
    await copyFile(packageIn(target, wanted.version), kept);
    await shelf.save(kept, key);
  }

  return target;
}

async function isWanted(kept: string, { version, sha512 }: WantedTool): Promise<boolean> {
  const found = existsSync(kept) ? await sha512Of(kept) : undefined;
  if (found !== sha512) {
    warning(`The cache has ${packageId} ${version} with SHA-512 ${found ?? "of nothing"}, and 'tool-sha512' names ${sha512}. It is not used: somebody else wrote it there.`);
    await rm(kept, { force: true });
  }

  return found === sha512;
}

async function run({ version }: WantedTool, source: string, target: string, folder: string): Promise<void> {
  const { exitCode, lastLines } = await dotnet(
    ["tool", "install", packageId, "--version", `[${version}]`, "--tool-path", target, ...(source.length > 0 ? ["--source", source] : [])],
    folder);
  if (exitCode !== 0) {
    throw new UsageError(`${packageId} ${version} cannot be installed: ${lastLines.at(-1)?.trim() ?? `dotnet ended with ${exitCode}`}`);
  }
}

// NuGet compares the package with its own hash; this compares it with what the workflow names.
async function verify(home: string, { version, sha512 }: WantedTool): Promise<void> {
  if (sha512.length === 0) {
    return;
  }

  const found = await sha512Of(packageIn(home, version));
  if (found !== sha512) {
    await rm(home, { recursive: true, force: true });
    throw new UsageError(`${packageId} ${version} has SHA-512 ${found}, and 'tool-sha512' names ${sha512}. Nothing of it was run.`);
  }

  info(`${packageId} ${version} has the SHA-512 that the workflow names.`);
}

function packageIn(home: string, version: string): string {
  const id = packageId.toLowerCase();
  return join(home, ".store", id, version, id, version, `${id}.${version}.nupkg`);
}

async function sha512Of(file: string): Promise<string> {
  return createHash("sha512").update(await readFile(file)).digest("hex");
}
