import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { World, type Occasion } from "./world.ts";

// The action is killed at its calls of GitHub, each in turn, and run again: GitHub then shows what is, once. What GitHub can be left in, kills
// after its writes leave it in; with MODULEBUILD_KILLS=all it is killed before and after every call.
const isAll = process.env.MODULEBUILD_KILLS === "all";

type Inputs = Readonly<Record<string, string>>;

const pullRequest: Occasion = { eventName: "pull_request", event: { pull_request: { number: 7, head: { sha: "a".repeat(40), repo: { full_name: "acme/orders" } } } } };

/** Runs the action, and kills it at a call. */
class Killer {
  readonly world: World;
  readonly counts = { kills: 0, calls: 0 };

  constructor(world: World) {
    this.world = world;
  }

  /**
   * Runs it undisturbed at first, and then once for each kill, until it has no call of that number any more.
   * @param ready Makes the world so that there is something to do.
   * @param check What must be true of GitHub in the end.
   */
  async everywhere(inputs: Inputs, ready: (turn: number) => Promise<unknown>, check: (where: string) => void): Promise<void> {
    for (let call = 1, wasKilled = true; wasKilled; call++) {
      for (const moment of isAll ? ["before", "after"] as const : ["after"] as const) {
        await ready(call);
        // The command line dies with the action every other time; else it goes on alone.
        wasKilled = await this.#kill(inputs, call, moment, call % 2 === 0);
        if (wasKilled) {
          const again = await this.world.run({ ...inputs, wait: "true" }, pullRequest);
          assert.ok(again.exitCode !== null, again.log);
        }

        check(`${moment} call ${call}`);
        assert.deepEqual(this.world.github.violations, []);
        this.counts.kills += wasKilled ? 1 : 0;
        this.counts.calls = Math.max(this.counts.calls, wasKilled ? call : 0);
      }
    }
  }

  async #kill(inputs: Inputs, call: number, moment: "before" | "after", withCommandLine: boolean): Promise<boolean> {
    const { github } = this.world;
    let left = call;
    let end: (() => void) | undefined;
    let wasKilled = false;
    github.watch = (request, now) => {
      left -= now === "before" && (isAll || !request.startsWith("GET ")) ? 1 : 0;
      if (left === 0 && now === moment && !wasKilled) {
        wasKilled = true;
        end!();
      }

      return wasKilled;
    };
    await this.world.run(inputs, { ...pullRequest, onStart: (kill, signal) => (end = withCommandLine ? kill : () => signal("SIGKILL")) });
    github.watch = undefined;
    return wasKilled;
  }
}

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

function tell(name: string, { counts }: Killer): void {
  console.log(`${name}: killed ${counts.kills} times, at ${counts.calls} ${isAll ? "calls" : "writes"} of GitHub`);
}

const promote: Inputs = { command: "promote", from: "dev", environment: "staging" };
const rollback: Inputs = { command: "rollback", environment: "staging" };

describe("killed runs", { concurrency: 2 }, () => {
  test("a killed promotion is shown once, as it ended", async () => {
    await using world = await ready();
    const killer = new Killer(world);

    await killer.everywhere(promote, async () => world.cli("rollback", "staging", "--to", "1"), settled(world));

    tell("promote", killer);
  });

  test("a killed rollback is shown once, as it ended", async () => {
    await using world = await ready();
    const killer = new Killer(world);

    await killer.everywhere({ ...rollback, release: "1" }, async () => world.cli("promote", "dev", "staging"), settled(world));

    tell("rollback", killer);
  });

  test("a killed promotion whose set is not well is shown as a failure", async () => {
    await using world = await ready();
    const killer = new Killer(world);
    await world.policy("staging", { lease: "1s", health: { kind: "command", command: ["sh", "-c", "echo release $MODULEBUILD_RELEASE; test $MODULEBUILD_RELEASE = 1"], bake: "0s", grace: "0s", interval: "50ms", successes: 1 } });

    await killer.everywhere(promote, async () => world.cli("quarantine", "lift", "staging", "--reason", "once more").catch(() => ""), settled(world, 0)); // GitHub need not know what came by command line

    tell("promote, not well", killer);
  });

  test("a killed comparison is done by the next one", async () => {
    await using world = await ready();
    const killer = new Killer(world);
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

    tell("drift", killer);
  });
});
