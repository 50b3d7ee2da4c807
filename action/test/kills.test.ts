import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Killer, type Inputs } from "./killer.ts";
import { World, type Occasion } from "./world.ts";

const pullRequest: Occasion = { eventName: "pull_request", event: { pull_request: { number: 7, head: { sha: "a".repeat(40), repo: { full_name: "acme/orders" } } } } };

/** What GitHub must show of staging: each operation once, none under way, at least so many active and never two. */
function settled(world: World, active = 1): (where: string) => void {
  return where => {
    const deployments = world.github.state.deployments.filter(one => one.environment === "staging");
    const states = deployments.map(one => one.statuses.at(-1)?.state);
    assert.equal(new Set(deployments.map(one => one.task)).size, deployments.length, where);
    const others = states.filter(state => state !== "failure" && state !== "inactive");
    assert.ok(others.length >= active && others.length <= 1 && others.every(state => state === "success"), `${where}: ${states.join()}`);
    assert.ok(world.github.state.comments.length <= 1, where);
  };
}

async function ready(): Promise<World> {
  const world = await World.create();
  await world.policy("staging", { lease: "1s" });
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.0.0");
  await world.cli("promote", "dev", "staging");
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.1.0");
  return world;
}

// What ran in production before is retired by a write of its own.
const promote: Inputs = { command: "promote", from: "dev", environment: "staging", production: "true" };
const rollback: Inputs = { command: "rollback", environment: "staging" };

describe("killed runs", { concurrency: 2 }, () => {
  test("a killed promotion is shown once, as it ended", async () => {
    await using world = await ready();
    const killer = new Killer(world, pullRequest);

    await killer.everywhere(promote, async () => world.cli("rollback", "staging", "--to", "1"), settled(world));

    killer.tell("promote");
  });

  test("a killed rollback is shown once, as it ended", async () => {
    await using world = await ready();
    const killer = new Killer(world, pullRequest);

    await killer.everywhere({ ...rollback, release: "1" }, async () => world.cli("promote", "dev", "staging"), settled(world));

    killer.tell("rollback");
  });

  test("a killed promotion whose set is not well is shown as a failure", async () => {
    await using world = await ready();
    const killer = new Killer(world, pullRequest);
    await world.policy("staging", { lease: "1s", health: { kind: "command", command: ["sh", "-c", "echo release $MODULEBUILD_RELEASE; test $MODULEBUILD_RELEASE = 1"], bake: "0s", grace: "0s", interval: "50ms", successes: 1 } });

    await killer.everywhere(promote, async () => world.cli("quarantine", "lift", "staging", "--reason", "once more").catch(() => ""), settled(world, 0)); // GitHub need not know what came by command line

    killer.tell("promote, not well");
  });

  test("a killed comparison is done by the next one", async () => {
    await using world = await ready();
    const killer = new Killer(world, pullRequest);
    const { state } = world.github;

    await killer.everywhere(
      { command: "drift", environment: "staging" },
      async turn => {
        state.deployments.splice(0, state.deployments.length, ...[1, 2].map(number => ({
          id: state.next(), task: `modulebuild:${turn}${number}`, environment: "staging", sha: "a", ref: "a", payload: {}, description: "", production_environment: false,
          statuses: [{ id: state.next(), state: number === 1 ? "success" : "in_progress", description: "", log_url: "https://github.example" }],
        })));
      },
      settled(world));

    killer.tell("drift");
  });
});
