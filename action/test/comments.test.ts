import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { BuildWorld, printing, write } from "./buildWorld.ts";
import { World, type Occasion } from "./world.ts";

const pullRequest: Occasion = { eventName: "pull_request", event: { pull_request: { number: 7, head: { sha: "b".repeat(40), repo: { full_name: "acme/orders" } } } } };

const marks = (world: World): string[] => world.github.state.comments.map(one => /^<!-- modulebuild: (.*) -->\n/.exec(one.body)![1]!);

test("builds of workspaces in other folders have comments of their own", async () => {
  await using world = await BuildWorld.create(printing());
  for (const folder of ["a/b", "a-b"]) {
    await write(world, Object.fromEntries(Object.entries(printing(`x.cs(1,2): warning XX1: In ${folder}.`)).map(([name, text]) => [`${folder}/${name}`, text])));
  }

  for (const folder of [".", "a/b", "a-b", "a/b", "./a-b/"]) {
    await world.run({ command: "build", "working-directory": folder }, pullRequest);
  }

  assert.deepEqual(marks(world), ["build", "build (a/b)", "build (a-b)"]);
  assert.deepEqual(world.github.state.comments.map(one => /In (\S+)\./.exec(one.body)?.[1]), [undefined, "a/b", "a-b"]);
  assert.deepEqual(world.github.violations, []);
});

test("promotions of workspaces in other folders have comments of their own", async () => {
  await using world = await World.create();
  await cp(world.workspace, join(world.folder, "copy"), { recursive: true });
  await cp(join(world.folder, "copy"), join(world.workspace, "shop"), { recursive: true });
  await cp(join(world.folder, "feed"), join(world.workspace, "feed"), { recursive: true });

  for (const folder of ["", "shop", ""]) {
    const run = await world.run({ command: "promote", from: "feed", environment: "dev", modules: "Acme.A@1.0.0", "dry-run": "true", "working-directory": folder }, pullRequest);
    assert.equal(run.outputs.outcome, "planned", run.log);
  }

  assert.deepEqual(marks(world), ["promotion-to-dev", "promotion-to-dev (shop)"]);
});
