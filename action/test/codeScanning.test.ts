import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { sarifLogs } from "../src/github/sarifLogs.ts";
import { BuildWorld, printing, write } from "./buildWorld.ts";

interface Run {
  readonly id: number;
  readonly text: string;
  readonly properties: { readonly complete: boolean };
}

/** The ids of the runs in each log that GitHub would be sent. */
async function shared(runs: readonly Run[]): Promise<number[][]> {
  const folder = await mkdtemp(join(tmpdir(), "modulebuild-sarif-"));
  try {
    await writeFile(join(folder, "all.sarif"), JSON.stringify({ version: "2.1.0", runs }));
    const logs = await sarifLogs(join(folder, "all.sarif"));
    assert.ok(logs.every(log => log.length <= 10_000_000));
    return logs.map(log => (JSON.parse(gunzipSync(log).toString("utf8")) as { runs: Run[] }).runs.map(run => run.id));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const run = (id: number, complete = true, text = ""): Run => ({ id, text, properties: { complete } });

test("more modules than GitHub takes at once are uploaded at several times", async () => {
  const all = Array.from({ length: 45 }, (_, id) => run(id));

  assert.deepEqual((await shared(all)).map(ids => ids.length), [20, 20, 5]);
});

test("logs keep below the size that GitHub takes", async () => {
  const text = randomBytes(3_500_000).toString("base64"); // of which nothing can be compressed away but the encoding

  assert.deepEqual(await shared([0, 1, 2, 3, 4].map(id => run(id, true, text))), [[0, 1], [2, 3], [4]]);
});

test("runs that do not have all of their category are left out", async () => {
  assert.deepEqual(await shared([run(0, false), run(1), run(2, false)]), [[1]]);
  assert.deepEqual(await shared([run(0, false)]), []);
});

test("what is of no module is uploaded by builds of all, apart for each folder and each solution", async () => {
  await using world = await BuildWorld.create({ ...printing("a.cs(1,2): warning XX1: It is."), "a.cs": "" });
  await write(world, Object.fromEntries(Object.entries(printing()).map(([name, text]) => [`shop/${name}`, text])));

  await world.run({ command: "build" });
  await world.run({ command: "build", project: "all.proj" });
  await world.run({ command: "build", "working-directory": "shop" });
  const part = await world.run({ command: "build", project: "all.proj;shop/all.proj" });

  assert.deepEqual(world.github.state.sarifs.map(one => one.categories), [["modulebuild/"], ["modulebuild/build all.proj/"], ["modulebuild/shop/"]]);
  assert.match(part.summary, /Code scanning does not have these findings: no module was built to its gate/);
});

test("findings of a pull request belong to the commit that was built: its merge with the base, or its newest one", async () => {
  await using world = await BuildWorld.create({ ...printing("a.cs(1,2): warning XX1: It is."), "a.cs": "" });
  const merge = execFileSync("git", ["rev-parse", "HEAD"], { cwd: world.workspace, encoding: "utf8" }).trim();
  const event = { pull_request: { number: 7, head: { sha: "b".repeat(40), repo: { full_name: "acme/orders" } } } };

  const merged = await world.run({ command: "build" }, { eventName: "pull_request", event, variables: { GITHUB_SHA: merge, GITHUB_REF: "refs/pull/7/merge" } });
  const head = await world.run({ command: "build" }, { eventName: "pull_request", event, variables: { GITHUB_REF: "refs/pull/7/merge" } });

  assert.deepEqual(world.github.state.sarifs.map(({ commit, ref }) => [commit, ref]), [[merge, "refs/pull/7/merge"], ["b".repeat(40), "refs/pull/7/head"]]);
  assert.match(merged.summary, new RegExp(`/blob/${merge}/a\\.cs#L1`));
  assert.match(head.summary, /\/blob\/b{40}\/a\.cs#L1/);
  assert.deepEqual(world.github.violations, []);
});
