import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { World, type ActionRun } from "./world.ts";

const promote = { command: "promote", from: "dev", environment: "staging" };

let world: World;
let key: string;
before(async () => {
  world = await World.create();
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.0.0");
  const file = join(world.folder, "key");
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file]);
  key = readFileSync(file, "utf8");
  writeFileSync(join(world.workspace, "environments", "signers"), `ann@example.com ${readFileSync(`${file}.pub`, "utf8")}`);
  await world.policy("staging", { approvals: { signers: "environments/signers" } });
});
after(async () => world[Symbol.asyncDispose]());

// All that the run left where a later step could read it; what it tells the runner to mask is for the runner alone.
function leaks(run: ActionRun): boolean {
  const [secret] = key.split("\n").slice(1) as [string];
  const temp = readdirSync(world.folder, { recursive: true, encoding: "utf8" }).filter(name => /modulebuild-approval-/.test(name));
  return temp.length > 0 || [run.log.replaceAll(/^::add-mask::.*$/gm, ""), run.summary, JSON.stringify(run.outputs), JSON.stringify(run.state)].some(text => text.includes(secret));
}

test("what waits for approval is shown as waiting, and how to go on", async () => {
  const run = await world.run(promote);

  assert.equal(run.exitCode, 0, run.log);
  assert.equal(run.outputs.outcome, "waiting");
  assert.deepEqual(world.github.state.deployments.map(one => one.statuses.map(status => status.state)), [["in_progress", "queued"]]);
  assert.match(run.log, /staging waits: a gate says not yet\. Run the same again when the time has come: it goes on with operation [0-9a-f]{16}\./);
  assert.match(run.summary, /⏳ staging waits/);
});

const wrong: readonly [Readonly<Record<string, string>>, RegExp][] = [
  [{ approve: "true", approver: "ann@example.com" }, /Input 'approval-key' is missing; 'approve: true' needs one: .* See .*#approval-key/],
  [{ approve: "true", "approval-key": "-----BEGIN A PRIVATE KEY-----" }, /Input 'approver' is missing; .*'approver: ann@example\.com'/],
  [{ approve: "true", approver: "ann@example.com", "approval-key": "ssh-ed25519 AAAA" }, /Input 'approval-key' is no private SSH key/],
  [{ approve: "true", "dry-run": "true" }, /Input 'approve' does not go with 'dry-run: true'/],
  [{ "approval-key": "-----BEGIN A PRIVATE KEY-----" }, /Input 'approval-key' is given without 'approve: true'/],
];

for (const [inputs, message] of wrong) {
  test(`consent that lacks something is refused: ${Object.keys(inputs).join(", ")}`, async () => {
    const run = await world.run({ ...promote, ...inputs });

    assert.equal(run.exitCode, 1);
    assert.match(run.log, message);
  });
}

test("a key that is none of the signers' is no consent", async () => {
  const file = join(world.folder, "strangers");
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file]);

  const run = await world.run({ ...promote, approve: "true", approver: "ann@example.com", "approval-key": readFileSync(file, "utf8") });

  assert.equal(run.outputs.outcome, "waiting", run.log);
});

test("whoever holds the key consents, and the key is left nowhere", async () => {
  const run = await world.run({ ...promote, approve: "true", approver: "ann@example.com", "approval-key": key.replaceAll("\n", "\r\n") });

  assert.equal(run.exitCode, 0, run.log);
  assert.equal(run.outputs.outcome, "succeeded");
  assert.deepEqual(world.github.state.deployments.map(one => one.statuses.at(-1)?.state), ["success"]);
  assert.equal(leaks(run), false);
});

test("a key that a killed step left is deleted when the job is over", async () => {
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.1.0");
  await world.policy("staging", { commands: { before: [["sleep", "30"]] } });
  await world.run(promote);
  const inputs = { ...promote, approve: "true", approver: "ann@example.com", "approval-key": key };

  const run = await world.run(inputs, { onStart: kill => {
    const timer = setInterval(() => {
      if (readdirSync(world.folder, { recursive: true, encoding: "utf8" }).some(name => name.endsWith("key") && name.includes("modulebuild-approval-"))) {
        clearInterval(timer);
        kill();
      }
    }, 10);
  } });
  const left = leaks(run);
  const post = await world.post(inputs, run);

  assert.equal(left, true);
  assert.equal(post.exitCode, 0, post.log);
  assert.equal(leaks(post), false);
});
