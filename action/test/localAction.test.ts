import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { root } from "./lint/workflows.ts";
import { World } from "./world.ts";

test("the sources run as they are, under GitHub's local runner", async () => {
  const home = await install();
  await using world = await World.create();
  const dotenv = join(world.folder, "empty.env");
  await writeFile(dotenv, "");
  const modules = join(home, "node_modules");

  const run = await world.run({ command: "status" }, {
    program: {
      // The program `local-action` itself would look for `tsx` in the registry, each time.
      args: [join(modules, "tsx/dist/cli.mjs"), join(modules, "@github/local-action/src/index.ts"), root, join(home, "entry.ts"), dotenv],
      folder: join(root, "action"),
    },
    variables: {
      NODE_PACKAGE_MANAGER: "npm",
      TARGET_ACTION_PATH: root,
      MODULEBUILD_ACTION_SOURCES: join(root, "action/src/main.ts"),
    },
  });

  assert.equal(run.exitCode, 0, run.log);
  assert.doesNotMatch(run.log, /::error::/);
  assert.match(run.log, /'environments' +│ '\[\{"name":"dev"/);
  assert.match(run.summary, /staging/);
});

// It brings 300 MB of packages: once for each lock file.
async function install(): Promise<string> {
  const sources = join(root, "tests/local-action");
  const stamp = createHash("sha256").update(readFileSync(join(sources, "package-lock.json"))).digest("hex").slice(0, 12);
  const home = join(root, "artifacts/action", `local-action-${stamp}`);
  if (!existsSync(home)) {
    const made = `${home}.${process.pid}`;
    await mkdir(made, { recursive: true });
    await cp(sources, made, { recursive: true, filter: source => !source.endsWith("node_modules") });
    await promisify(execFile)(process.platform === "win32" ? "npm.cmd" : "npm", ["ci", "--no-progress", "--loglevel=error"], { cwd: made, shell: process.platform === "win32" });
    await rename(made, home).catch(async () => rm(made, { recursive: true }));
  }

  await cp(join(sources, "entry.ts"), join(home, "entry.ts"));
  return home;
}
