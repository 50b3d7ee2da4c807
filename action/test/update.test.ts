import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { isAll, Killer } from "./killer.ts";
import { outdated } from "./outdated.ts";
import { testingPath, type World } from "./world.ts";

function story(world: World): unknown {
  return world.github.state.pulls.map(pull => [pull.title, pull.head, pull.state, pull.labels.join()]);
}

const both = [
  ["Update Acme.A from 1.0.0 to 1.1.0", "modulebuild-update/minor-and-patch", "open", "dependencies,modulebuild"],
  ["Update Acme.A from 1.0.0 to 2.0.0", "modulebuild-update/major-acme-a", "open", "dependencies,modulebuild"],
];

test("each group is one pull request, which is refreshed and closed when it is needless", async () => {
  await using world = await outdated();

  const first = await world.run({ command: "update" });
  assert.equal(first.exitCode, 0, first.log);
  assert.deepEqual(world.github.violations, []);
  assert.deepEqual(story(world), both);
  assert.match(world.github.state.pulls[0]!.body, /Changelog of/);

  const early = await world.run({ command: "update" });
  assert.match(early.summary, /the next time is/);
  const writes = world.github.writes.length;
  const again = await world.run({ command: "update", force: "true" });
  assert.equal(again.exitCode, 0, again.log);
  assert.equal(world.github.writes.length, writes, "nothing to do writes nothing");

  await promisify(execFile)("dotnet", [testingPath, "packages", join(world.folder, "feed"), "Acme.A@1.2.0"]);
  await world.run({ command: "update", force: "true" });
  assert.equal(world.github.state.pulls[0]!.title, "Update Acme.A from 1.0.0 to 1.2.0");

  await world.cli("update");
  const last = await world.run({ command: "update", force: "true" });
  assert.equal(last.exitCode, 0, last.log);
  assert.deepEqual(world.github.state.pulls.map(pull => pull.state), ["closed", "closed"]);
  assert.deepEqual([...world.github.state.git.refs.keys()], ["refs/heads/main"]);
  assert.deepEqual(world.github.violations, []);
});

test("a branch to which a person pushed is left alone, and what a person closed stays closed", async () => {
  await using world = await outdated();
  await world.run({ command: "update", labels: "good first issue, dependencies\nneeds review" });
  const { git, pulls } = world.github.state;
  assert.deepEqual(pulls.map(pull => pull.labels), Array(2).fill(["good first issue", "dependencies", "needs review"]));
  const ref = "refs/heads/modulebuild-update/minor-and-patch";
  const tip = git.commits.get(git.refs.get(ref)!)!;
  git.refs.set(ref, git.commit("Mend the tests", tip.tree, [tip.sha]).sha);
  pulls[1]!.state = "closed";
  const writes = world.github.writes.length;

  const run = await world.run({ command: "update", force: "true" });

  assert.equal(run.exitCode, 0, run.log);
  assert.equal(world.github.writes.length, writes);
  assert.deepEqual(JSON.parse(run.outputs["pull-requests"]!).map((one: { state: string }) => one.state), ["foreign", "refused"]);
});

test("killed at any write, the run is finished by the next: one branch and one pull request a group", async () => {
  await using world = await outdated();
  const objects = ["trees", "commits"];
  let kills = 0;
  for (let run = undefined; run?.exitCode !== 0; ) {
    // The first runs die at git's objects, which nobody sees; each other gets as far as its next write, and dies while GitHub does it.
    const isTime = objects.length > 0 ? new RegExp(`^POST git/${objects.shift()}$`) : /^(?!GET |POST git\/(blobs|trees|commits)$)/;
    let kill: (() => void) | undefined;
    world.github.onRequest = request => {
      if (isTime.test(request) && kill !== undefined) {
        kill();
        kill = undefined;
        kills++;
      }
    };
    run = await world.run({ command: "update", force: "true" }, { onStart: own => (kill = own) });
    assert.ok(kills < 40 && (run.exitCode === null || run.exitCode === 0), run.log);
  }

  assert.ok(kills >= 6, `${kills} kills`);
  assert.deepEqual(world.github.violations, []);
  assert.deepEqual(story(world), both);
  assert.deepEqual([...world.github.state.git.refs.keys()].toSorted(), [
    "refs/heads/main", "refs/heads/modulebuild-update/major-acme-a", "refs/heads/modulebuild-update/minor-and-patch",
  ]);
});

test("killed before and after every call, the run is finished by the next", { skip: isAll ? false : "with MODULEBUILD_KILLS=all" }, async () => {
  await using world = await outdated();
  const killer = new Killer(world);
  const { git, pulls } = world.github.state;
  const reset = async (): Promise<void> => {
    pulls.splice(0);
    [...git.refs.keys()].filter(name => name !== "refs/heads/main").forEach(name => git.refs.delete(name));
  };

  await killer.everywhere({ command: "update", force: "true" }, reset, where => assert.deepEqual(story(world), both, where));

  killer.tell("update");
});
