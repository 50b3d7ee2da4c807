import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { dotnet } from "./dotnet.ts";
import { UsageError, type Inputs } from "./inputs.ts";
import type { Surroundings } from "./surroundings.ts";
import { toolManifest } from "./toolManifest.ts";
import { installedTool, packageId } from "./toolPackage.ts";
import { gitHubCache } from "./toolShelf.ts";

// The version of this action and of the tool are one; releases write it here.
const ownVersion = "0.1.0";

/** How the command line is started: a program, and what always comes first. */
export type Start = readonly [string, ...string[]];

/**
 * Finds the command line: what `tool-path` names; else the repository's own tool manifest; else the pinned version from the feeds, kept in the
 * runner's tool cache and, where the workflow names its hash, in GitHub's.
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
    return restored(folder);
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

function fromPath(path: string, folder: string): Start {
  const program = join(path.startsWith("/") || /^[A-Za-z]:/.test(path) ? "" : folder, path);
  if (!existsSync(program)) {
    throw new UsageError(`Input 'tool-path' names '${path}', which is not there. Give the program modulebuild, or modulebuild.dll.`);
  }

  return program.endsWith(".dll") ? ["dotnet", program] : [program];
}

async function restored(folder: string): Promise<Start> {
  const { exitCode, lastLines } = await dotnet(["tool", "restore"], folder);
  if (exitCode !== 0) {
    throw new UsageError(`The repository's tool manifest names ModuleBuild, and it cannot be restored: ${lastLines.at(-1)?.trim() ?? `dotnet ended with ${exitCode}`}`);
  }

  return ["dotnet", "modulebuild"];
}

async function fromFeed(version: string, inputs: Inputs, around: Surroundings, folder: string): Promise<Start> {
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) {
    throw new UsageError(`Input 'tool-version' is '${version}'; give one version, for example '${ownVersion}': what runs in a pipeline is pinned.`);
  }

  const sha512 = inputs.text("tool-sha512").toLowerCase();
  if (sha512.length > 0 && !/^[0-9a-f]{128}$/.test(sha512)) {
    throw inputs.wrong("tool-sha512", `is '${sha512}'; give the 128 hexadecimal digits of the package's SHA-512`);
  }

  return [await installedTool({ version, source: inputs.text("tool-source"), sha512 }, folder, around.temp, gitHubCache)];
}
