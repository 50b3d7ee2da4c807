import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { World, type ActionRun } from "./world.ts";

const inputs = { command: "promote", from: "dev", environment: "staging" };

/** A world in which bringing a set to staging takes half a minute, until that is mended. */
async function slow(): Promise<World> {
  const world = await World.create();
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.0.0");
  await world.policy("staging", { commands: { before: [["sleep", "30"]] } });
  return world;
}

function states(world: World): unknown[] {
  return world.github.state.deployments.map(one => one.statuses.map(status => status.state));
}

async function until(what: () => boolean): Promise<void> {
  for (let turn = 0; !what() && turn < 200; turn++) {
    await pause(50);
  }
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test(`a job that is cancelled by ${signal} ends cleanly, shows that it stopped, and is gone on with`, async () => {
    await using world = await slow();
    const start = performance.now();

    const run = await world.run(inputs, {
      onStart: (_, send) => void until(() => states(world).length > 0).then(() => pause(300)).then(() => send(signal)),
    });
    const took = performance.now() - start;
    const stopped = states(world);
    const post = await world.post(inputs, run);
    await world.policy("staging", { commands: { before: [] } });
    const next = await world.run(inputs); // at once: the operation was let go

    assert.equal(run.exitCode, 1, run.log);
    assert.match(run.log, /::error::The job was cancelled\. staging: the operation stopped on its way; the next run goes on with it\./);
    assert.equal(run.outputs.outcome, "stopped");
    assert.ok(took < 15_000, `${took} ms`);
    assert.deepEqual(stopped, [["in_progress", "error"]]);
    assert.equal(post.exitCode, 0, post.log);
    assert.doesNotMatch(post.log, /::warning/); // it came to its end, and said all
    assert.equal(next.exitCode, 0, next.log);
    assert.deepEqual(states(world), [["in_progress", "error", "in_progress", "success"]]);
    assert.deepEqual(world.github.violations, []);
  });
}

test("what a killed step left is said by the step after the job, and shown as stopped", async () => {
  await using world = await slow();

  const run = await world.run(inputs, { onStart: kill => void until(() => states(world).flat().length > 0).then(kill) });
  const post = await world.post(inputs, run);
  const again = await world.post(inputs, run);

  assert.equal(run.exitCode, null);
  assert.deepEqual(states(world), [["in_progress", "error"]]);
  assert.match(post.log, /::warning::This step did not come to its end\. staging: the operation stopped on its way; .*'modulebuild resume staging' goes on/);
  assert.deepEqual([post.exitCode, again.exitCode], [0, 0]);
});

test("the step after the job leaves alone what came to its end, and where nothing was begun", async () => {
  await using world = await World.create();
  const nothing: ActionRun = { exitCode: null, log: "", outputs: {}, summary: "", state: {} };

  const post = await world.post(inputs, nothing);
  const ended = await world.post(inputs, { ...nothing, state: { operation: "148cb00290f9f17d", environment: "staging", ended: "true" } });
  world.github.faults.next("GET", /deployments/, { kind: "status", status: 403 });
  const forbidden = await world.post(inputs, { ...nothing, state: { operation: "148cb00290f9f17d", environment: "staging" } });

  assert.deepEqual([post.exitCode, ended.exitCode, forbidden.exitCode], [0, 0, 0], forbidden.log);
  assert.equal(world.github.requests.length, 1);
  assert.match(forbidden.log, /GitHub may show that it is still under way/);
});
