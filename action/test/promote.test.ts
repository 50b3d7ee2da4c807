import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "./world.ts";

test("a promotion is brought to its end and shown", async () => {
  await using world = await World.create();
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.0.0");

  const run = await world.run({ command: "promote", from: "dev", environment: "staging" });

  assert.equal(run.exitCode, 0, run.log);
  assert.deepEqual(world.github.violations, []);
  assert.equal(run.outputs.outcome, "succeeded");
  assert.equal(run.outputs.release, "1");
  assert.match(run.summary, /staging runs release 1/);
  assert.deepEqual(world.github.state.deployments.map(one => [one.environment, one.statuses.at(-1)?.state]), [["staging", "success"]]);
  assert.ok(world.github.writes.length <= 6, world.github.writes.join("\n"));
});

test("what cannot begin is said in the words of the command line, and nothing is left to go on with", async () => {
  await using world = await World.create();

  const run = await world.run({ command: "promote", from: "dev", environment: "staging" });

  assert.equal(run.exitCode, 1);
  assert.match(run.summary, /staging is as it was: nothing began\.\s+Nothing is known to be good in/);
  assert.doesNotMatch(run.summary, /next run goes on/);
  assert.deepEqual([world.github.writes, world.github.violations], [[], []]);
});
