import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { BuildWorld, commit, moduleFiles, write } from "./buildWorld.ts";
import { chromium, show, sound } from "./rendering/browser.ts";
import { FeedServer } from "./feedServer.ts";
import type { ActionRun, World } from "./world.ts";

const key = "the-key-of-the-feed";
const id = "Acme.Orders";
const pullRequest = { eventName: "pull_request", event: { pull_request: { number: 7, head: { sha: "b".repeat(40), repo: { full_name: "acme/orders" } } } } };

function deployments(world: World): string[] {
  return world.github.state.deployments.map(one => `${one.environment} ${one.statuses.at(-1)?.state}`);
}

async function build(world: World, occasion = {}): Promise<ActionRun> {
  return world.run({ command: "build", arguments: "-nodeReuse:false\n-p:ModuleBuildLocked=false" }, occasion);
}

/** Packs a version of the module, and publishes it by the action. */
async function release(world: World, version: string): Promise<void> {
  await write(world, { [`${id}/CHANGELOG.md`]: `# Changelog\n\n## [${version}] - 2026-01-02\n\n- Orders are faster.\n` });
  await commit(world);
  const packages = join(world.folder, `packages-${version}`);
  await promisify(execFile)("dotnet", ["pack", id, "-c", "Release", "-o", packages, `-p:Version=${version}`, "-nodeReuse:false", "-v", "q", "--nologo"], {
    cwd: world.workspace,
    env: { ...process.env, NUGET_PACKAGES: join(world.folder, "packages") },
  });
  const run = await world.run({ command: "publish", packages, source: "server", "api-key": key, attest: "false" });
  assert.equal(run.exitCode, 0, run.log);
  assert.equal(run.outputs.tag, `${id}-v${version}`);
}

async function promote(world: World, from: string, environment: string, modules = ""): Promise<ActionRun> {
  return world.run({ command: "promote", from, environment, modules });
}

/** Brings a version to staging, where it comes from the feed by way of dev. */
async function bringToStaging(world: World, version: string): Promise<ActionRun> {
  const dev = await promote(world, "feed", "dev", `${id}@${version}`);
  assert.equal(dev.outputs.outcome, "succeeded", dev.log);
  return promote(world, "dev", "staging");
}

test("from a pull request with a finding to production, by way of a release that is not well, and back to the truth", async () => {
  await using world = await BuildWorld.withModules(moduleFiles(id, `System.Diagnostics.Process.Start("rm");`));
  const sources = await readFile(join(world.workspace, "nuget.config"), "utf8");
  await using feed = await FeedServer.start(world, key);
  await write(world, { "nuget.config": sources.replace("</packageSources>", `<add key="server" value="${feed.url}" allowInsecureConnections="true" /></packageSources>`) });

  // A pull request does what its manifest does not permit.
  const refused = await build(world, pullRequest);
  assert.equal(refused.exitCode, 1, refused.log);
  assert.match(refused.log, /^::error title=MB2001,file=Acme\.Orders\/Entry\.cs,line=13/m);
  const [comment] = world.github.state.comments;
  const findings = comment!.body;

  // It is mended: the same comment says so, and it is merged.
  await write(world, moduleFiles(id));
  await commit(world);
  const mended = await build(world, pullRequest);
  assert.equal(mended.exitCode, 0, mended.log);
  assert.equal(world.github.state.comments.length, 1);
  assert.doesNotMatch(world.github.state.comments[0]!.body, /MB2001/);

  // A version is released, and runs in production.
  await release(world, "1.2.0");
  assert.equal((await bringToStaging(world, "1.2.0")).outputs.outcome, "succeeded");
  const first = await promote(world, "staging", "production");
  assert.equal(first.outputs.outcome, "succeeded", first.log);

  // The next one is not well in staging: what ran before is back, and production was never asked.
  const pointer = join(world.folder, "run", "staging", "current.json");
  const command = ["sh", "-c", `echo release $MODULEBUILD_RELEASE; ! grep -qF '"1.3.0"' '${pointer}'`];
  await world.policy("staging", { health: { kind: "command", command, bake: "0s", grace: "0s", interval: "50ms", successes: 1 } });
  await release(world, "1.3.0");
  const sick = await bringToStaging(world, "1.3.0");
  assert.equal(sick.exitCode, 1, sick.log);
  assert.equal(sick.outputs.outcome, "rolledBack");
  assert.match(await readFile(pointer, "utf8"), /1\.2\.0/);
  assert.equal(deployments(world).at(-1), "staging failure");
  assert.match(sick.summary, /staging is back at release 1/);

  // A fix goes all the way.
  await release(world, "1.3.1");
  assert.equal((await bringToStaging(world, "1.3.1")).outputs.outcome, "succeeded");
  const last = await promote(world, "staging", "production");
  assert.equal(last.outputs.outcome, "succeeded", last.log);
  assert.deepEqual(world.github.state.releases.map(one => `${one.tag_name} ${one.draft}`), ["1.2.0", "1.3.0", "1.3.1"].map(version => `${id}-v${version} false`));
  assert.deepEqual(deployments(world).filter(one => one.startsWith("production")), ["production inactive", "production success"]);

  // A person makes GitHub say something else; it is told, and set right.
  const production = world.github.state.deployments.findLast(one => one.environment === "production")!;
  production.statuses.push({ id: world.github.state.next(), state: "failure", description: "", log_url: "https://github.example" });
  const drift = await world.run({ command: "drift" });
  assert.equal(drift.exitCode, 0, drift.log);
  assert.deepEqual([drift.outputs.drifted, drift.outputs.repaired], ["true", "1"]);
  assert.equal(production.statuses.at(-1)?.state, "success");
  assert.deepEqual(world.github.violations, []);

  // All of it can be read.
  const plan = await world.run({ command: "plan" });
  const pages = { findings, built: [refused.summary, mended.summary].join("\n"), promoted: [sick.summary, last.summary].join("\n"),
    rest: [plan.summary, drift.summary, world.github.state.releases[0]!.body].join("\n") };
  for (const [name, text] of chromium === undefined ? [] : Object.entries(pages)) {
    sound(await show(name, text));
  }
});
