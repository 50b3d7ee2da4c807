import { addPath, debug, info, warning } from "@actions/core";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import { dotnet } from "./dotnet.ts";
import { UsageError, type Inputs } from "./inputs.ts";
import type { Surroundings } from "./surroundings.ts";
import { toolManifest } from "./toolManifest.ts";

const packageId = "ModuleBuild.Tool";

/** How the command line is started: a program, and what always comes first. */
export type Start = readonly [string, ...string[]];

/**
 * Finds the command line: what `tool-path` names; else the repository's own tool manifest; else the pinned version from the feeds, kept in the
 * runner's tool cache.
 * @throws {UsageError} It cannot be had.
 */
export async function findTool(inputs: Inputs, around: Surroundings, folder: string): Promise<Start> {
  const path = inputs.text("tool-path");
  if (path.length > 0) {
    notBeside(inputs, ["tool-version", "tool-source", "tool-sha512"], "'tool-path' is given, and that program is run as it is");
    return fromPath(path, folder);
  }

  const version = inputs.text("tool-version");
  const manifest = version.length > 0 ? undefined : await toolManifest(packageId, folder, around.workspace);
  if (manifest !== undefined) {
    const file = relative(around.workspace, manifest);
    notBeside(inputs, ["tool-source", "tool-sha512"], `${file} names the tool, and 'dotnet tool restore' brings it. Give 'tool-version' as well: then the manifest does not count`);
    await run(["tool", "restore"], folder, "The repository's tool manifest names ModuleBuild, and it cannot be restored");
    return ["dotnet", "modulebuild"];
  }

  return fromFeed(version.length > 0 ? version : ownVersion, inputs, around, folder);
}

// Who names a hash relies on its being compared.
function notBeside(inputs: Inputs, names: readonly string[], why: string): void {
  const given = names.find(name => inputs.text(name).length > 0);
  if (given !== undefined) {
    throw inputs.wrong(given, `would count for nothing: ${why}`);
  }
}

// The version of this action and of the tool are one; releases write it here.
const ownVersion = "0.1.0";

function fromPath(path: string, folder: string): Start {
  const program = join(path.startsWith("/") || /^[A-Za-z]:/.test(path) ? "" : folder, path);
  if (!existsSync(program)) {
    throw new UsageError(`Input 'tool-path' names '${path}', which is not there. Give the program modulebuild, or modulebuild.dll.`);
  }

  return program.endsWith(".dll") ? ["dotnet", program] : [program];
}

async function fromFeed(version: string, inputs: Inputs, around: Surroundings, folder: string): Promise<Start> {
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) {
    throw new UsageError(`Input 'tool-version' is '${version}'; give one version, for example '${ownVersion}': what runs in a pipeline is pinned.`);
  }

  const wanted = inputs.text("tool-sha512").toLowerCase();
  const { find } = await toolCache();
  const kept = find(packageId, version);
  const home = kept.length > 0 ? kept : await install(version, inputs.text("tool-source"), around, folder);
  await verify(home, version, wanted);
  addPath(home);
  return [join(home, process.platform === "win32" ? "modulebuild.exe" : "modulebuild")];
}

// It brings an HTTP client that the runs with a tool of their own do not need.
async function toolCache(): Promise<typeof import("@actions/tool-cache")> {
  return import("@actions/tool-cache");
}

async function install(version: string, source: string, around: Surroundings, folder: string): Promise<string> {
  const target = await mkdtemp(join(around.temp, "modulebuild-tool-"));
  try {
    await run(
      ["tool", "install", packageId, "--version", `[${version}]`, "--tool-path", target, ...(source.length > 0 ? ["--source", source] : [])],
      folder,
      `${packageId} ${version} cannot be installed`);
    const { cacheDir } = await toolCache();
    return await cacheDir(target, packageId, version);
  } catch (problem) {
    if (problem instanceof UsageError) {
      throw problem;
    }

    warning(`The runner's tool cache cannot be used: ${String(problem)}`);
    return target;
  } finally {
    debug(`Installed from ${target}.`);
  }
}

// NuGet compares the package with its own hash; this compares it with what the workflow names.
async function verify(home: string, version: string, wanted: string): Promise<void> {
  if (wanted.length === 0) {
    return;
  }

  const file = join(home, ".store", packageId.toLowerCase(), version, packageId.toLowerCase(), version, `${packageId.toLowerCase()}.${version}.nupkg`);
  const found = createHash("sha512").update(await readFile(file)).digest("hex");
  if (found !== wanted) {
    await rm(home, { recursive: true, force: true });
    throw new UsageError(`${packageId} ${version} has SHA-512 ${found}, and 'tool-sha512' names ${wanted}. Nothing of it was run.`);
  }

  info(`${packageId} ${version} has the SHA-512 that the workflow names.`);
}

async function run(args: readonly string[], folder: string, problem: string): Promise<void> {
  const { exitCode, lastLines } = await dotnet(args, folder);
  if (exitCode !== 0) {
    throw new UsageError(`${problem}: ${lastLines.at(-1)?.trim() ?? `dotnet ended with ${exitCode}`}`);
  }
}
