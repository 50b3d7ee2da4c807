import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { BuildWorld, moduleFiles } from "./buildWorld.ts";
import { read } from "./lint/workflows.ts";
import type { Occasion } from "./world.ts";

interface QuickStart {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: { readonly build: { readonly steps: readonly { readonly uses: string; readonly with?: Readonly<Record<string, string>> }[] } };
}

const pullRequest: Occasion = {
  eventName: "pull_request",
  event: { pull_request: { number: 7, head: { sha: "b".repeat(40), repo: { full_name: "acme/orders" } } } },
  variables: { MSBUILDDISABLENODEREUSE: "1" },
};

/** What the README shows: the YAML, and of it the step that is the action. */
function quickStart(page: string): { readonly text: string; readonly content: QuickStart; readonly inputs: Readonly<Record<string, string>> } {
  const text = /^```yaml\n([\s\S]*?)^```$/m.exec(read(page))![1]!;
  const content = parse(text) as QuickStart;
  const steps = content.jobs.build.steps.filter(step => step.uses === "modulebuild/modulebuild@v0");
  assert.equal(steps.length, 1);
  return { text, content, inputs: steps[0]!.with! };
}

test("the quick start is ten lines, and the page of the action begins with the same", () => {
  const { text } = quickStart("README.md");

  assert.ok(text.trimEnd().split("\n").length <= 10, text);
  assert.equal(quickStart("docs/action.md").text, text);
});

test("the quick start builds a module, and shows what its gate found", async () => {
  const { content, inputs } = quickStart("README.md");
  await using world = await BuildWorld.withModules(moduleFiles("Acme.Orders", `System.Diagnostics.Process.Start("rm");`));

  const run = await world.run(inputs, pullRequest);

  assert.equal(run.exitCode, 1, run.log);
  assert.match(run.log, /^::error title=MB2001,file=Acme\.Orders\/Entry\.cs,line=13,col=\d+::'Process\.Start' can start programs/m);
  assert.match(run.summary, /### ❌ The build failed: 1 module, 1 error\n[\s\S]*\[MB2001\]/);
  assert.match(world.github.state.comments[0]!.body, /MB2001/);
  assert.equal(world.github.state.sarifs.length, 0); // a module that was not looked at to its end would lose the alerts that it has
  assert.deepEqual(world.github.violations, []);
  // Comment and SARIF are what needs more than to read.
  assert.deepEqual(content.permissions, { contents: "read", "security-events": "write", "pull-requests": "write" });
});

test("the quick start is green for a module that does what its manifest says", async () => {
  const { inputs } = quickStart("README.md");
  await using world = await BuildWorld.withModules(moduleFiles("Acme.Orders"));

  const run = await world.run(inputs, pullRequest);

  assert.equal(run.exitCode, 0, run.log);
  assert.match(run.summary, /### ✅ The build succeeded: 1 module/);
  assert.deepEqual(JSON.parse(run.outputs.modules!).map((one: { id: string; result: string }) => `${one.id} ${one.result}`), ["Acme.Orders succeeded"]);
  assert.equal(world.github.state.sarifs.length, 1);
});
