import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { toolManifest } from "../src/toolManifest.ts";
import { packedTool, toolVersion as version } from "./packedTool.ts";
import { cliPath, World, type ActionRun } from "./world.ts";

async function run(world: World, inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
  return world.run({ command: "status", "tool-path": "", ...inputs });
}

test("the tool comes from a feed, is checked against what the workflow names, and from the tool cache the second time", async () => {
  await using world = await World.create();
  const feed = await packedTool();
  const digest = createHash("sha512").update(await readFile(join(feed, `ModuleBuild.Tool.${version}.nupkg`))).digest("hex");
  const home = join(world.folder, "tools", "ModuleBuild.Tool");

  const refused = await run(world, { "tool-source": feed, "tool-sha512": "0".repeat(128) });
  assert.equal(refused.exitCode, 1);
  assert.ok(refused.log.includes(`::error::ModuleBuild.Tool ${version} has SHA-512 ${digest}, and 'tool-sha512' names ${"0".repeat(128)}. Nothing of it was run.`), refused.log);
  assert.ok(!existsSync(join(home, version)) || !existsSync(join(home, version, process.arch)));

  // No 'tool-version': the action's own version is that of the repository.
  const first = await run(world, { "tool-source": feed, "tool-sha512": digest.toUpperCase() });
  const second = await run(world, { "tool-source": join(world.folder, "gone"), "tool-sha512": digest });

  assert.equal(first.exitCode, 0, first.log);
  assert.match(first.log, /has the SHA-512 that the workflow names/);
  assert.ok(existsSync(join(home, version, process.arch)));
  assert.equal(second.exitCode, 0, second.log);
  assert.equal(second.outputs.environments, first.outputs.environments);
});

test("a tool that cannot be had is one sentence", async () => {
  await using world = await World.create();

  const missing = await run(world, { "tool-path": "no/modulebuild.dll" });
  const floating = await run(world, { "tool-version": "1.*" });
  const short = await run(world, { "tool-sha512": "abc" });
  const nowhere = await run(world, { "tool-version": "9.9.9", "tool-source": world.workspace });
  await manifestIn(world.workspace, "9.9.9");
  const manifest = await run(world, {});

  assert.match(missing.log, /^::error::Input 'tool-path' names 'no\/modulebuild\.dll', which is not there\. Give the program modulebuild, or modulebuild\.dll\.$/m);
  assert.ok(floating.log.includes(`::error::Input 'tool-version' is '1.*'; give one version, for example '${version}': what runs in a pipeline is pinned.`), floating.log);
  assert.match(short.log, /^::error::Input 'tool-sha512' is 'abc'; give the 128 hexadecimal digits of the package's SHA-512\. See /m);
  assert.match(nowhere.log, /^::error::ModuleBuild\.Tool 9\.9\.9 cannot be installed: \S/m);
  assert.match(manifest.log, /^::error::The repository's tool manifest names ModuleBuild, and it cannot be restored: \S/m);
  assert.deepEqual([missing, floating, short, nowhere, manifest].map(one => one.exitCode), [1, 1, 1, 1, 1]);
});

test("a hash or a feed that would count for nothing is refused", async () => {
  await using world = await World.create();
  await mkdir(join(world.workspace, "modules"));
  await writeFile(join(world.workspace, "modules", "modulebuild.json"), "{}");
  const page = "See https://github.com/modulebuild/modulebuild/blob/main/docs/action.md#tool-";

  const path = await run(world, { "tool-path": cliPath, "tool-sha512": "0".repeat(128) });
  await manifestIn(world.workspace, "9.9.9");
  const beside = await run(world, { "tool-sha512": "0".repeat(128) });
  const above = await run(world, { "tool-source": world.workspace, "working-directory": "modules" });
  const restored = await run(world, { "working-directory": "modules" });
  const named = await run(world, { "tool-version": "9.9.8", "tool-source": world.workspace, "working-directory": "modules" });

  assert.ok(path.log.includes(`::error::Input 'tool-sha512' would count for nothing: 'tool-path' is given, and that program is run as it is. ${page}sha512`), path.log);
  assert.ok(beside.log.includes("::error::Input 'tool-sha512' would count for nothing: .config/dotnet-tools.json names the tool, and 'dotnet tool restore' brings it."), beside.log);
  assert.ok(above.log.includes("::error::Input 'tool-source' would count for nothing: .config/dotnet-tools.json names the tool"), above.log);
  assert.match(restored.log, /^::error::The repository's tool manifest names ModuleBuild, and it cannot be restored: \S/m);
  assert.match(named.log, /^::error::ModuleBuild\.Tool 9\.9\.8 cannot be installed: \S/m);
});

test("a manifest counts from where the tool runs up to the root of the repository, or to the one that says it is the root", async () => {
  const top = await mkdtemp(join(tmpdir(), "modulebuild-manifest-"));
  const [middle, folder] = [join(top, "a"), join(top, "a", "b")];
  await mkdir(folder, { recursive: true });
  await manifestIn(top, "1.0.0");
  const find = async (from = folder, to = top): Promise<string | undefined> => toolManifest("ModuleBuild.Tool", from, to);

  assert.equal(await find(), join(top, ".config", "dotnet-tools.json"));
  assert.equal(await find(folder, middle), undefined);
  await writeFile(join(middle, "dotnet-tools.json"), JSON.stringify({ version: 1, isRoot: false, tools: { other: {} } }));
  assert.equal(await find(), join(top, ".config", "dotnet-tools.json"));
  await writeFile(join(middle, "dotnet-tools.json"), JSON.stringify({ version: 1, isRoot: true, tools: { other: {} } }));
  assert.equal(await find(), undefined);
  await writeFile(join(folder, "dotnet-tools.json"), "no JSON");
  assert.equal(await find(), undefined);
  await rm(top, { recursive: true });
});

async function manifestIn(folder: string, tool: string): Promise<void> {
  await mkdir(join(folder, ".config"));
  await writeFile(join(folder, ".config", "dotnet-tools.json"), JSON.stringify({
    version: 1, isRoot: true, tools: { "modulebuild.tool": { version: tool, commands: ["modulebuild"] } },
  }));
}
