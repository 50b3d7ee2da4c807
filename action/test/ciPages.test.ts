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

  test(`${page} promotes what was published, and goes on whatever has drifted`, () => {
    const lines = [...read(page).matchAll(/dotnet modulebuild ([^'\n]+)/g)].map(([, line]) => line!.trim());
    const place = (command: string): number => lines.findIndex(line => line.startsWith(command));

    assert.ok(place("promote feed") > place("publish"));
    assert.deepEqual(lines.filter(line => line.startsWith("promote feed") && !/ --module \$\(/.test(line)), []);
    assert.match(lines[place("publish")]!, / --json > published\.json$/);
    assert.ok(place("resume") < place("env status --check"), "resume comes before what drift fails");
  });
}

test("each step of Azure Pipelines that needs the store has what git asks for, and none that builds", () => {
  const [, yaml] = /^```yaml\n([\s\S]*?)^```$/m.exec(read("docs/ci/azure-pipelines.md"))!;
  const steps = stepsIn(parse(yaml!));
  const needing = steps.filter(step => /modulebuild (publish|promote|resume|env|ledger)/.test(step.script));

  assert.equal(needing.length, 4);
  assert.deepEqual(needing.filter(step => step.env?.GIT_CONFIG_VALUE_0 !== "AUTHORIZATION: bearer $(System.AccessToken)"), []);
  assert.deepEqual(steps.filter(step => step.env !== undefined && !needing.includes(step)), []);
});

interface Step {
  readonly script: string;
  readonly env?: Readonly<Record<string, string>>;
}

function stepsIn(value: unknown): Step[] {
  const own = typeof value === "object" && value !== null && "script" in value ? [value as Step] : [];
  return typeof value === "object" && value !== null ? [...own, ...Object.values(value).flatMap(stepsIn)] : [];
}
