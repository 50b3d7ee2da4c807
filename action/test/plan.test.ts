import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { BuildWorld, commit, moduleFiles, write } from "./buildWorld.ts";
import type { Occasion, World } from "./world.ts";

const modules = { ...moduleFiles("Acme.Orders"), ...moduleFiles("Acme.Billing", "", "Acme.Orders"), ...moduleFiles("Acme.Reports") };

const pullRequest = (base?: string, from = "acme/orders"): Occasion => ({
  eventName: "pull_request",
  event: { pull_request: { number: 7, base: { sha: base }, head: { sha: "b".repeat(40), repo: { full_name: from } } } },
});

/** A pull request on which the jobs of an earlier run commented, beside a person and a workspace in another folder. */
function commented(world: World): void {
  const bot = { login: "github-actions[bot]", type: "Bot" };
  world.github.state.comments.push(
    ...["build-0", "build-1", "build-2", "build", "build-2 (shop)"].map(key => ({ id: world.github.state.next(), issue: 7, body: `<!-- modulebuild: ${key} -->\n3 errors`, user: bot })),
    { id: world.github.state.next(), issue: 7, body: "<!-- modulebuild: build-2 -->\nmine", user: { login: "octocat", type: "User" } });
}

const bodies = (world: World): string[] => world.github.state.comments.map(one => one.body.replace(/^<!-- modulebuild: (.*) -->\n(### )?/, "$1: ").split("\n")[0]!);

test("comments of parts that are not there any more say so", async () => {
  await using world = await BuildWorld.create(modules);
  commented(world);
  await write(world, { "Acme.Billing/New.cs": "" });

  const run = await world.run({ command: "plan", since: "HEAD" }, pullRequest());
  const left = bodies(world);
  const writes = world.github.writes.length;
  const again = await world.run({ command: "plan", since: "HEAD" }, pullRequest());

  assert.deepEqual([run.exitCode, run.outputs.planned, again.exitCode], [0, "1", 0], run.log);
  assert.deepEqual(left, ["build-0: 3 errors", "build-1: ✅ Nothing to build (part 1)", "build-2: ✅ Nothing to build (part 2)", "build: 3 errors", "build-2 (shop): 3 errors", "build-2: mine"]);
  assert.equal(writes, 2);
  assert.equal(world.github.writes.length, 2);
  assert.deepEqual(world.github.violations, []);
});

test("where nothing is planned, no part has anything to build", async () => {
  await using world = await BuildWorld.create(modules);
  commented(world);

  const run = await world.run({ command: "plan", since: "HEAD" }, pullRequest());

  assert.equal(run.outputs.any, "false", run.log);
  assert.deepEqual(bodies(world).slice(0, 4), [0, 1, 2].map(part => `build-${part}: ✅ Nothing to build (part ${part})`).concat("build: 3 errors"));
});

test("a plan that may not comment says so, and one of a fork does not try", async () => {
  await using world = await BuildWorld.create(modules);
  commented(world);
  const before = bodies(world);

  const fork = await world.run({ command: "plan", since: "HEAD" }, pullRequest(undefined, "stranger/orders"));
  world.github.denied.push("issues");
  const denied = await world.run({ command: "plan", since: "HEAD" }, pullRequest());

  assert.deepEqual([fork.exitCode, denied.exitCode], [0, 0], denied.log);
  assert.doesNotMatch(fork.log, /^::warning/m);
  assert.match(denied.log, /^::warning::GitHub does not show that parts have nothing to build any more: this token may not write it \(403\)\. Give the job 'permissions: pull-requests: write'/m);
  assert.deepEqual(bodies(world), before);
});

test("a push is compared with what was before it; where that is nothing, or gone from the history, all is planned", async () => {
  await using world = await BuildWorld.create(modules);
  const before = execFileSync("git", ["rev-parse", "HEAD"], { cwd: world.workspace, encoding: "utf8" }).trim();
  await write(world, { "Acme.Billing/New.cs": "" });
  await commit(world);

  const push = await world.run({ command: "plan" }, { event: { before } });
  const made = await world.run({ command: "plan" }, { event: { before: "0".repeat(40) } });
  const forced = await world.run({ command: "plan" }, { event: { before: "d".repeat(40) } });

  assert.deepEqual([push, made, forced].map(run => Number(run.outputs.planned)), [1, 3, 3], forced.log);
  assert.doesNotMatch(push.log, /^::notice/m);
  assert.match(made.log, /^::notice::This push made its branch/m);
  assert.match(forced.log, /^::notice::Commit d{12}, from which this change set out, is not in the history any more/m);
});

test("a clone that was cut short is not taken for a change of history", async () => {
  await using world = await BuildWorld.create(modules);
  const before = execFileSync("git", ["rev-parse", "HEAD"], { cwd: world.workspace, encoding: "utf8" }).trim();
  await write(world, { "Acme.Billing/New.cs": "" });
  await commit(world);
  const shallow = join(world.folder, "shallow");
  execFileSync("git", ["clone", "-q", "--depth", "1", `file://${world.workspace}`, shallow]);
  await rm(join(world.workspace, ".git"), { recursive: true });
  execFileSync("cp", ["-r", join(shallow, ".git"), world.workspace]);

  const run = await world.run({ command: "plan" }, { event: { before } });

  assert.equal(run.exitCode, 1, run.log);
  assert.match(run.log, /^::error::.*fetch-depth: 0/m);
});
