import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cliPath, World } from "./world.ts";

async function promoted(): Promise<World> {
  const world = await World.create();
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.0.0");
  const run = await world.run({ command: "promote", from: "dev", environment: "staging" });
  assert.equal(run.exitCode, 0, run.log);
  return world;
}

function states(world: World): unknown[] {
  return world.github.state.deployments.map(one => [one.environment, ...one.statuses.map(status => status.state)]);
}

test("what GitHub does not show, or shows otherwise, is mended once", async () => {
  await using world = await promoted();
  await world.cli("promote", "staging", "production"); // from a laptop: GitHub knows nothing of it
  const [staging] = world.github.state.deployments;
  staging!.statuses.push({ ...staging!.statuses.at(-1)!, id: world.github.state.next(), state: "inactive" }); // a person did that

  const seen = await world.run({ command: "drift", repair: "false" });
  const left = states(world);
  const mended = await world.run({ command: "drift" });
  const writes = world.github.writes.length;
  const again = await world.run({ command: "drift" });

  assert.deepEqual([seen.exitCode, mended.exitCode, again.exitCode], [0, 0, 0], seen.log + mended.log);
  assert.deepEqual([seen.outputs.drifted, seen.outputs.repaired], ["true", "0"]);
  assert.deepEqual(left, [["staging", "in_progress", "success", "inactive"]]);
  assert.deepEqual([mended.outputs.drifted, mended.outputs.repaired], ["true", "3"]); // dev came by command line, too
  assert.deepEqual(states(world), [["staging", "in_progress", "success", "inactive", "success"], ["dev", "success"], ["production", "success"]]);
  assert.match(mended.summary, /🔧 mended/);
  assert.equal(again.outputs.drifted, "false");
  assert.equal(world.github.writes.length, writes);
  assert.deepEqual(world.github.violations, []);
});

test("what is mended keeps the address of the environment, and whether that is one of production", async () => {
  await using world = await World.create();
  const inputs = { command: "promote", from: "dev", environment: "staging", production: "true", "environment-url": "https://staging.example" };
  for (const version of ["1.0.0", "1.1.0"]) {
    await world.cli("promote", "feed", "dev", "--module", `Acme.A@${version}`);
    assert.equal((await world.run(inputs)).exitCode, 0);
  }

  const deployments = world.github.state.deployments;
  deployments.pop(); // a person deleted what runs

  const run = await world.run({ command: "drift", environment: "staging" });

  const made = deployments.at(-1)!;
  assert.equal(run.outputs.repaired, "1", run.log);
  assert.deepEqual([deployments.length, made.production_environment], [2, true]);
  assert.deepEqual(made.statuses.map(status => [status.state, status.environment_url]), [["success", "https://staging.example"]]);
});

test("what is promoted while it is looked at is not mended by what was known before", async () => {
  await using world = await promoted();
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.1.0");
  const before = states(world);
  let isDone = false;
  world.github.onRequest = request => {
    if (request === "GET deployments" && !isDone) {
      isDone = true;
      execFileSync("dotnet", [cliPath, "promote", "dev", "staging"], { cwd: world.workspace, env: { ...process.env, NUGET_PACKAGES: join(world.folder, "packages"), GITHUB_ACTOR: "octocat" } });
    }
  };

  const run = await world.run({ command: "drift", environment: "staging" });
  const unmended = states(world);
  const next = await world.run({ command: "drift", environment: "staging" });

  assert.deepEqual([run.exitCode, next.exitCode], [0, 0], run.log + next.log);
  assert.deepEqual([run.outputs.drifted, run.outputs.repaired], ["false", "0"]);
  assert.match(run.log, /^staging: something happened there meanwhile, so nothing was compared or mended; the next run does\.$/m);
  assert.match(run.summary, /### ⏳ No drift is known; something happens in 1 environment\n/);
  assert.deepEqual(unmended, before);
  assert.deepEqual(states(world).map(one => (one as string[]).at(-1)), ["inactive", "success"]);
});

test("a target that somebody changed fails the step", async () => {
  await using world = await promoted();
  const modules = join(world.folder, "run", "staging");
  const file = readdirSync(modules, { recursive: true, encoding: "utf8" }).find(name => name.endsWith("module.json"))!;
  appendFileSync(join(modules, file), " ");

  const run = await world.run({ command: "drift", environment: "staging" });

  assert.equal(run.exitCode, 1, run.log);
  assert.match(run.log, /::error::staging: what runs is not what the store says \(MB6021\): .*has other bytes than the package/);
  assert.match(run.log, /modulebuild env apply staging/);
  assert.equal(run.outputs.drifted, "true");
});

test("a history that was cut is seen by what GitHub was told, and nothing is mended after it", async () => {
  await using world = await promoted();
  const store = join(world.workspace, ".modulebuild", "store.git");
  execFileSync("git", ["-C", store, "update-ref", "refs/heads/modulebuild/staging", "refs/heads/modulebuild/staging~2"]);
  rmSync(join(world.workspace, ".modulebuild", "cache"), { recursive: true, force: true });
  const writes = world.github.writes.length;

  const run = await world.run({ command: "drift", environment: "staging" });

  assert.equal(run.exitCode, 1, run.log);
  assert.match(run.log, /The history of the store was cut or rewritten/);
  assert.match(run.log, /MB6012/);
  assert.equal(world.github.writes.length, writes);
});
