import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { before, after, test } from "node:test";
import { World } from "./world.ts";

const promote = { command: "promote", from: "dev", environment: "staging" };

// Each test brings another version, so that each has an operation of its own.
let world: World;
before(async () => {
  world = await World.create();
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.0.0");
});
after(async () => world[Symbol.asyncDispose]());

/** What GitHub's runner takes commands from: all but what stands where they are stopped. */
function taken(log: string): string {
  return log.replace(/^::stop-commands::(\S+)$[\s\S]*?^::\1::$/gm, "");
}

function shown(): unknown[] {
  return world.github.state.deployments.map(one => one.statuses.at(-1)?.state);
}

test("a token that can only read: the promotion succeeds, and says what GitHub does not show", async () => {
  world.github.denied.push("deployments");

  const run = await world.run(promote);
  const drift = await world.run({ command: "drift", environment: "staging" });

  world.github.denied.length = 0;
  assert.equal(run.exitCode, 0, run.log);
  assert.match(taken(run.log), /::warning::GitHub does not show that the operation began: this token/);
  assert.match(taken(run.log), /::warning::GitHub does not show the deployment: this token may not write it \(403\)\. Give the job 'permissions: deployments: write'/);
  assert.equal(run.outputs.outcome, "succeeded");
  assert.equal(drift.exitCode, 0, drift.log);
  assert.match(drift.log, /GitHub did not say what it shows/);
  assert.match(drift.summary, /### ❔ No drift is known; GitHub did not say what it shows of 1 environment\n/);
});

test("an address that GitHub would not take is refused before anything is done", async () => {
  const run = await world.run({ ...promote, "environment-url": "staging.example" });

  assert.equal(run.exitCode, 1);
  assert.match(run.log, /::error::Input 'environment-url' is 'staging\.example'; write an address, for example/);
  assert.doesNotMatch(run.log, /modulebuild promote/);
});

test("a summary that cannot be written leaves no deployment open, and no output missing", async () => {
  await using world = await World.create();
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.0.0");

  const run = await world.run(promote, { variables: { GITHUB_STEP_SUMMARY: join(world.folder, "nowhere") } });
  const post = await world.post(promote, run);

  assert.equal(run.exitCode, 1);
  assert.equal(run.outputs.outcome, "succeeded", run.log);
  assert.equal(world.github.state.deployments.at(-1)?.statuses.at(-1)?.state, "success");
  assert.doesNotMatch(post.log, /::warning::/);
});

test("GitHub that takes nothing while the promotion succeeds does not fail it, and drift shows it later", async () => {
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.1.0");
  world.github.faults.next("POST", /^deployments$/, { kind: "dropped" }, 6);

  const run = await world.run(promote);
  const unshown = shown();
  const drift = await world.run({ command: "drift", environment: "staging" });

  assert.equal(run.exitCode, 0, run.log);
  assert.match(run.log, /::warning::GitHub does not show the deployment: it does not answer \(.*\)\. The next run shows it/);
  assert.match(run.summary, /staging runs release 2/);
  assert.deepEqual(unshown, []);
  assert.equal(drift.exitCode, 0, drift.log);
  assert.deepEqual(shown(), ["success"]);
});

test("what a person did to GitHub meanwhile is set right by the next run", async () => {
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@2.0.0");
  world.github.state.deployments.length = 0;

  const run = await world.run({ ...promote, modules: "Acme.A@2.0.0" });
  world.github.state.deployments[0]!.statuses.length = 0;
  const again = await world.run(promote);

  assert.deepEqual([run.exitCode, again.exitCode], [0, 0], again.log);
  assert.deepEqual(shown(), ["success"]);
  assert.deepEqual(world.github.violations, []);
});

test("a pull request from another repository is told what is left out, and writes nothing", async () => {
  const writes = world.github.writes.length;
  const event = { pull_request: { number: 7, head: { sha: "b".repeat(40), repo: { full_name: "stranger/orders" } } } };

  const run = await world.run({ ...promote, "dry-run": "true" }, { event, eventName: "pull_request" });

  assert.equal(run.exitCode, 0, run.log);
  assert.match(run.log, /from another repository: its runs may not comment/);
  assert.equal(run.outputs.outcome, "planned");
  assert.match(run.summary, /### 🔎 staging would get this set/);
  assert.equal(world.github.writes.length, writes);
});

test("what cannot begin says so, and not that it stopped", async () => {
  const run = await world.run({ ...promote, modules: "Acme.Nowhere" });

  assert.equal(run.exitCode, 1);
  assert.match(run.log, /::error::staging is as it was: nothing began\.%0AMB/);
});

const runners: readonly [string, readonly string[], Readonly<Record<string, string>>, RegExp][] = [
  ["without dotnet", ["git"], {}, /::error::There is no 'dotnet' on this runner\. Add 'uses: actions\/setup-dotnet'/],
  ["without git", ["dotnet"], {}, /::error::.*git/],
  ["without a checkout", ["dotnet", "git"], { "working-directory": "nowhere", "tool-path": "" }, /::error::Input 'working-directory' names '.*nowhere', which is not there\. Check the repository out/],
  ["that cannot reach the feed of the tool", ["dotnet", "git"], { "tool-path": "", "tool-source": "nowhere" }, /::error::ModuleBuild\.Tool .* cannot be installed: /],
];

for (const [name, programs, inputs, message] of runners) {
  test(`a runner ${name} is told in a sentence`, async () => {
    const path = join(world.folder, name.replaceAll(" ", "-"));
    mkdirSync(path);
    programs.forEach(program => symlinkSync(execFileSync("which", [program], { encoding: "utf8" }).trim(), join(path, program)));

    const run = await world.run({ ...promote, ...inputs }, { variables: { PATH: path } });

    assert.equal(run.exitCode, 1, run.log);
    assert.match(run.log, message);
    assert.doesNotMatch(run.log, /^ +at /m); // a trace of calls helps nobody
  });
}
