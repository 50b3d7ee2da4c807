import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { read, root } from "./lint/workflows.ts";
import { cliIn } from "./world.ts";

for (const page of globSync("docs/ci/*.md", { cwd: root })) {
  test(`${page} names commands and options that are there`, async () => {
    const text = read(page);
    [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].forEach(([, yaml]) => parse(yaml!));
    const lines = [...text.matchAll(/dotnet modulebuild ([^'\n]+)/g)].map(([, line]) => line!.trim());
    assert.ok(lines.length >= 4);
    for (const line of lines) {
      const command = /^(env|ledger) /.test(line) ? line.split(" ").slice(0, 2) : line.split(" ").slice(0, 1);
      const help = await cliIn(root, ...command, "--help");
      assert.match(help, new RegExp(`modulebuild ${command.join(" ")}`));
      for (const option of line.match(/--[\w-]+/g) ?? []) {
        assert.ok(help.includes(`${option} `), `${line}: ${option}`);
      }
    }
  });
}
