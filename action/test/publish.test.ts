import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { FeedServer, pack } from "./feedServer.ts";
import { isAll, Killer } from "./killer.ts";
import { World } from "./world.ts";

const key = "the-key-of-the-feed";
const inputs = { command: "publish", source: "server", "api-key": key };

function filesOf(id: string): string[] {
  return [".nupkg", ".snupkg", ".cdx.json", ".vex.json", ".findings.sarif"].map(end => id + end);
}

test("packages are published and released with evidence and checksums; again, nothing changes", async () => {
  await using world = await World.create();
  await using feed = await FeedServer.start(world, key);
  await pack(world, "Acme.Base@1.0.0", "Acme.App@2.0.0 Acme.Base@[1.0,2.0)");

  const first = await world.run(inputs);
  const writes = world.github.writes.length;
  const second = await world.run(inputs);

  assert.equal(first.exitCode, 0, first.log);
  assert.deepEqual(world.github.violations, []);
  assert.deepEqual(
    (JSON.parse(first.outputs.published!) as { id: string; outcome: string }[]).map(one => [one.id, one.outcome]), [["Acme.Base", "pushed"], ["Acme.App", "pushed"]]);
  assert.equal(first.outputs.versions, "Acme.Base@1.0.0,Acme.App@2.0.0");
  const [release, ...others] = world.github.state.releases;
  assert.deepEqual(others, []);
  assert.match(release!.tag_name, /^release-[0-9a-f]{16}$/);
  assert.equal(release!.draft, false);
  assert.equal(release!.target_commitish, "a".repeat(40));
  assert.equal(release!.name, "Acme.Base 1.0.0, Acme.App 2.0.0");
  assert.match(release!.body, /^## Acme\.Base 1\.0\.0\n\n- Something\.\n\n## Acme\.App 2\.0\.0\n/);
  assert.deepEqual(release!.assets.map(asset => asset.name).toSorted(), ["SHA256SUMS", ...filesOf("Acme.App.2.0.0"), ...filesOf("Acme.Base.1.0.0")].toSorted());
  const package_ = await readFile(join(world.workspace, "artifacts/package/release/Acme.App.2.0.0.nupkg"));
  assert.equal(release!.assets.find(asset => asset.name === "Acme.App.2.0.0.nupkg")?.digest, `sha256:${createHash("sha256").update(package_).digest("hex")}`);
  assert.equal(first.outputs.tag, release!.tag_name);
  assert.equal(first.outputs["release-url"], `https://github.example/releases/${release!.id}`);
  assert.match(first.summary, /2 packages published to/);
  assert.equal(second.exitCode, 0, second.log);
  assert.match(second.summary, /has 2 packages already/);
  assert.equal(second.outputs.versions, first.outputs.versions);
  assert.equal(world.github.writes.length, writes);
  assert.deepEqual((await feed.requests()).filter(request => request.startsWith("PUT")).length, 4);
  assert.ok(!withoutMasks(first.log + second.log).includes(key));
});

test("killed at any call, the run is finished by the next: one release with all files", async () => {
  await using world = await World.create();
  await using _ = await FeedServer.start(world, key);
  await pack(world, "Acme.Base@1.0.0");

  let kills = 0;
  for (let run = undefined; run?.exitCode !== 0; ) {
    // Each run gets as far as its next write, and dies while GitHub does it.
    let kill: (() => void) | undefined;
    world.github.onRequest = request => {
      if (!request.startsWith("GET ") && kill !== undefined) {
        kill();
        kill = undefined;
        kills++;
      }
    };
    run = await world.run(inputs, { onStart: own => (kill = own) });
    assert.ok(kills < 20 && (run.exitCode === null || run.exitCode === 0), run.log);
  }

  assert.deepEqual(world.github.violations, []);
  assert.ok(kills >= 8, `${kills} kills`);
  assert.deepEqual(world.github.state.releases.map(one => [one.tag_name, one.draft]), [["Acme.Base-v1.0.0", false]]);
  assert.deepEqual(world.github.state.releases[0]!.assets.map(asset => asset.name).toSorted(), ["SHA256SUMS", ...filesOf("Acme.Base.1.0.0")].toSorted());
});

test("killed before and after every call, the run is finished by the next", { skip: isAll ? false : "with MODULEBUILD_KILLS=all" }, async () => {
  await using world = await World.create();
  await using _ = await FeedServer.start(world, key);
  await pack(world, "Acme.Base@1.0.0");
  const killer = new Killer(world);

  await killer.everywhere(inputs, async () => world.github.state.releases.splice(0), where => {
    assert.deepEqual(world.github.state.releases.map(one => [one.tag_name, one.draft]), [["Acme.Base-v1.0.0", false]], where);
    assert.deepEqual(world.github.state.releases[0]!.assets.map(asset => asset.name).toSorted(), ["SHA256SUMS", ...filesOf("Acme.Base.1.0.0")].toSorted(), where);
  });

  killer.tell("publish");
});

test("without the right to write, packages are published all the same, and what is left out is said", async () => {
  await using world = await World.create();
  await using feed = await FeedServer.start(world, key);
  await pack(world, "Acme.Base@1.0.0");
  world.github.denied.push("releases");

  const auto = await world.run(inputs);
  const demanded = await world.run({ ...inputs, "github-release": "true" });

  assert.equal(auto.exitCode, 0, auto.log);
  assert.match(auto.log, /::warning::GitHub does not show the release: this token may not write it \(403\)\. Give the job 'permissions: contents: write'/);
  assert.match(auto.summary, /Their release is left out/);
  assert.equal((await feed.requests()).filter(request => request.startsWith("PUT")).length, 2);
  assert.equal(demanded.exitCode, 1);
  assert.match(demanded.log, /::error::The packages are published\. GitHub does not take their release \(403\)/);
});

test("a dry run publishes and shows nothing, and a package that may not be published stops all", async () => {
  await using world = await World.create();
  await using feed = await FeedServer.start(world, key);
  await pack(world, "Acme.Base@1.0.0");

  const dry = await world.run({ ...inputs, "dry-run": "true" }, { eventName: "pull_request", event: { pull_request: { number: 7, head: { sha: "b".repeat(40), repo: { full_name: "else/where" } } } } });
  const damaged = join(world.workspace, "artifacts/package/release/Acme.Base.1.0.0.nupkg");
  await writeFile(damaged, (await readFile(damaged)).subarray(0, 300));
  const blocked = await world.run(inputs);

  assert.equal(dry.exitCode, 0, dry.log);
  assert.equal(dry.outputs.versions, "");
  assert.match(dry.summary, /1 package would be published to/);
  assert.equal(blocked.exitCode, 1);
  assert.match(blocked.log, /MB1021/);
  assert.deepEqual(world.github.writes, []);
  assert.ok(!(await feed.requests()).some(request => request.startsWith("PUT")));
  assert.deepEqual(await readdir(join(world.folder, "served")).catch(() => []), []);
});

test("what a person has to mend is said before anything is done", async () => {
  await using world = await World.create();
  const cases: readonly (readonly [Record<string, string>, RegExp])[] = [
    [{ tag: "v1..2" }, /Input 'tag' is 'v1\.\.2', which git takes for no name of a tag/],
    [{ "github-release": "yes" }, /Input 'github-release' is 'yes'; use auto, true or false/],
    [{ packages: "out\n--source=x" }, /Input 'packages' has '--source=x', which looks like an option/],
    [{ "trusted-publishing-user": "acme" }, /Input 'api-key' and 'trusted-publishing-user' are both given/],
  ];
  const runs = await Promise.all(cases.map(async ([more]) => world.run({ ...inputs, source: "nuget.org", ...more })));
  const fork = await world.run(inputs, { eventName: "pull_request", event: { pull_request: { number: 7, head: { repo: { full_name: "else/where" } } } } });

  runs.forEach((run, index) => assert.match(run.log, cases[index]![1]));
  assert.match(fork.log, /A pull request from another repository publishes nothing/);
  assert.deepEqual([...runs, fork].map(run => run.exitCode), [1, 1, 1, 1, 1]);
});

function withoutMasks(log: string): string {
  return log.replace(/^::add-mask::.*$/gm, "");
}
