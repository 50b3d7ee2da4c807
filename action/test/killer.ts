import assert from "node:assert/strict";
import type { Occasion, World } from "./world.ts";

// The action is killed at its calls of GitHub, each in turn, and run again: GitHub then shows what is, once. What GitHub can be left in, kills
// after its writes leave it in; with MODULEBUILD_KILLS=all it is killed before and after every call.
/** Whether it is killed everywhere. */
export const isAll = process.env.MODULEBUILD_KILLS === "all";

export type Inputs = Readonly<Record<string, string>>;

/** Runs the action, and kills it at a call. */
export class Killer {
  readonly world: World;
  readonly counts = { kills: 0, calls: 0 };
  readonly #occasion: Occasion;

  constructor(world: World, occasion: Occasion = {}) {
    this.world = world;
    this.#occasion = occasion;
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
          const again = await this.world.run({ ...inputs, wait: "true" }, this.#occasion);
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
    await this.world.run(inputs, { ...this.#occasion, onStart: (kill, signal) => (end = withCommandLine ? kill : () => signal("SIGKILL")) });
    github.watch = undefined;
    return wasKilled;
  }

  /** Says what was done. */
  tell(name: string): void {
    console.log(`${name}: killed ${this.counts.kills} times, at ${this.counts.calls} ${isAll ? "calls" : "writes"} of GitHub`);
  }
}
