import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { cp, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { read, root } from "./lint/workflows.ts";
import { cliIn } from "./world.ts";

const samples = [...new Set(globSync("samples/workflows/**/environments/*.json", { cwd: root }).map(file => dirname(dirname(file))))];

for (const sample of samples) {
  test(`the policies of ${sample} are understood`, async () => {
    const home = await mkdtemp(join(tmpdir(), "modulebuild-sample-"));
    const folder = join(home, "workspace");
    try {
      await cp(join(root, sample), folder, { recursive: true });
      const store = ["--store", "./store.git"];
      await cliIn(folder, "env", "init", ...store);
      for (const file of globSync("environments/*.json", { cwd: folder })) {
        await cliIn(folder, "env", "add", basename(file, ".json"), ...store);
      }

      assert.match(await cliIn(folder, "env", "fsck", ...store), /all is whole/);
      assert.ok(process.platform === "win32" || ((await stat(join(folder, "deploy.sh"))).mode & 0o111) !== 0, "deploy.sh cannot be run.");
    } finally {
      await rm(home, { recursive: true });
    }
  });
}

test("where newer modules are looked for, that is switched on", () => {
  const callers = globSync("samples/workflows/**/.github/workflows/*.yml", { cwd: root }).filter(file => read(file).includes("module-update.yml"));
  const switched = callers.map(file => JSON.parse(read(join(dirname(dirname(dirname(file))), "modulebuild.json"))).update?.enabled);

  assert.deepEqual(switched, [true]);
});

test("there are samples", () => assert.ok(samples.length >= 2));
