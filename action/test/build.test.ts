import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { BuildWorld, commit, moduleFiles, printing, write } from "./buildWorld.ts";
import type { ActionRun, Occasion, World } from "./world.ts";

const pullRequest = (base?: string, from = "acme/orders"): Occasion => ({
  eventName: "pull_request",
  event: { pull_request: { number: 7, base: { sha: base }, head: { sha: "b".repeat(40), repo: { full_name: from } } } },
});

const categoriesOf = (log: { runs: { automationDetails: { id: string } }[] }): string[] => log.runs.map(run => run.automationDetails.id);

async function build(world: World, inputs: Readonly<Record<string, string>> = {}, occasion: Occasion = {}): Promise<ActionRun> {
  return world.run({ command: "build", arguments: "-nodeReuse:false\n-p:ModuleBuildLocked=false", ...inputs }, occasion);
}

test("a module is built, and what its gate found is shown where it stands", async () => {
  await using world = await BuildWorld.withModules({
    ...moduleFiles("Acme.Orders", "int never;"),
    ...moduleFiles("Acme.Billing", `System.Diagnostics.Process.Start("rm");`, "Acme.Orders"),
  });

  const run = await build(world, {}, pullRequest());

  assert.equal(run.exitCode, 1, run.log);
  assert.deepEqual(world.github.violations, []);
  assert.match(run.log, /^::error title=MB2001,file=Acme\.Billing\/Entry\.cs,line=13,col=\d+::'Process\.Start' can start programs/m);
  assert.match(run.log, /^::warning title=CS0168,file=Acme\.Orders\/Entry\.cs,line=13,col=13::/m);
  assert.match(run.log, /^::error::The build failed: 1 error\.$/m);
  assert.deepEqual([run.outputs.errors, run.outputs.warnings], ["1", "1"]);
  assert.deepEqual(JSON.parse(run.outputs.modules!).map((one: { id: string; score: number | null }) => [one.id, one.score === null]), [["Acme.Billing", true], ["Acme.Orders", false]]);
  assert.match(run.summary, /\[MB2001\]\(https:\/\/github\.com\/modulebuild\/modulebuild\/blob\/main\/docs\/codes\/MB2001\.md\)/);
  assert.match(run.summary, /https:\/\/github\.example\/acme\/orders\/blob\/b{40}\/Acme\.Billing\/Entry\.cs#L13/);
  assert.equal(world.github.state.comments.length, 1);
  const [sarif] = world.github.state.sarifs;
  const log = JSON.parse(gunzipSync(Buffer.from(sarif!.body, "base64")).toString("utf8"));
  assert.deepEqual([sarif!.ref, sarif!.commit], ["refs/pull/7/head", "b".repeat(40)]);
  assert.deepEqual(log.runs.map((one: { tool: { driver: { name: string } } }) => one.tool.driver.name), ["ModuleBuild"]);

  // The module that did not come to its gate keeps what code scanning has of it, and so does what is of no module after a build that failed.
  const written = JSON.parse(readFileSync(run.outputs.sarif!, "utf8"));
  assert.deepEqual(categoriesOf(written), ["modulebuild/Acme.Billing/Acme.Billing.csproj/", "modulebuild/Acme.Orders/Acme.Orders.csproj/", "modulebuild/"]);
  assert.deepEqual(log, { ...written, runs: written.runs.slice(1, 2) });

  await write(world, moduleFiles("Acme.Billing", "", "Acme.Orders"));
  const base = await commit(world);
  const mended = await build(world, { affected: "true" }, pullRequest(base));
  assert.match(mended.summary, /### ✅ Nothing to build/, mended.log);
  assert.match(world.github.state.comments.map(one => one.body).join(), /^<!-- modulebuild: build -->\n### ✅ Nothing to build\n[^,]*$/);
  await build(world, { affected: "true", part: "new" }, pullRequest(base));
  assert.equal(world.github.state.comments.length, 1, "nothing to build is no reason for a comment");

  const whole = await build(world, { project: "Acme.Billing/Acme.Billing.csproj;Acme.Orders/Acme.Orders.csproj", arguments: "-nodeReuse:false\n-p:ModuleBuildLocked=false\n-p:GeneratePackageOnBuild=true" }, pullRequest());
  assert.equal(whole.exitCode, 0, whole.log);
  assert.match(whole.summary, /### ✅ The build succeeded: 2 modules, 2 warnings\n/);
  assert.match(whole.summary, /m0 --> m1/);
  assert.deepEqual(world.github.state.sarifs.slice(1).map(one => one.categories), [["modulebuild/Acme.Billing/Acme.Billing.csproj/", "modulebuild/Acme.Orders/Acme.Orders.csproj/"]]);
});

test("only the modules are built that a change affects", async () => {
  await using world = await BuildWorld.withModules({ ...moduleFiles("Acme.Orders"), ...moduleFiles("Acme.Billing", "", "Acme.Orders"), ...moduleFiles("Acme.Reports") });
  await write(world, { "Acme.Billing/New.cs": "" });
  const base = "HEAD";
  await commit(world);

  const run = await build(world, { affected: "true", since: `${base}~1` }, pullRequest());

  assert.equal(run.exitCode, 0, run.log);
  assert.deepEqual(JSON.parse(run.outputs.modules!).map((one: { id: string }) => one.id), ["Acme.Billing", "Acme.Orders"]);
  assert.equal(existsSync(join(world.workspace, "Acme.Reports/obj")), false);
  assert.deepEqual(world.github.state.sarifs.map(one => one.categories), [["modulebuild/Acme.Billing/Acme.Billing.csproj/", "modulebuild/Acme.Orders/Acme.Orders.csproj/"]]);
});

test("parts of a matrix have comments of their own, and find them again", async () => {
  await using world = await BuildWorld.create(printing("a.cs(1,2): warning XX1: It is."));
  await write(world, { "a.cs": "" });

  for (const part of ["0", "1", "0"]) {
    await build(world, { project: "all.proj", part }, pullRequest());
  }

  assert.deepEqual(world.github.state.comments.map(one => /### (.*)/.exec(one.body)?.[1]), [0, 1].map(part => `✅ The build succeeded (part ${part}): 0 modules, 1 warning`));
  assert.deepEqual(world.github.state.sarifs, []);
});

test("a comment is updated and never repeated", async () => {
  await using world = await BuildWorld.create(printing("a.cs(1,2): warning XX1: It is.", "a.cs(1,2): warning XX1: It is."));
  await write(world, { "a.cs": "" });

  await build(world, {}, pullRequest());
  await write(world, printing());
  await build(world, {}, pullRequest());

  assert.deepEqual(world.github.state.comments.map(one => /### (.*)/.exec(one.body)?.[1]), ["✅ The build succeeded: 0 modules"]);
});

test("a pull request from a fork gets annotations and a summary, and nothing is written", async () => {
  await using world = await BuildWorld.create({ ...printing("a.cs(1,2): warning XX1: It is."), "a.cs": "" });

  const run = await build(world, {}, pullRequest(undefined, "stranger/orders"));

  assert.equal(run.exitCode, 0, run.log);
  assert.deepEqual(world.github.writes, []);
  assert.match(run.log, /^::warning title=XX1,file=a\.cs,line=1,col=2::It is\.$/m);
  assert.match(run.summary, /Code scanning does not have these findings: a pull request from a fork may not upload it\./);
});

test("where code scanning is off, that is said, and fails only where it is asked for", async () => {
  await using world = await BuildWorld.create(printing());
  world.github.denied.push("code-scanning", "issues");

  const auto = await build(world, {}, pullRequest());
  const asked = await build(world, { sarif: "true" });
  const never = await build(world, { sarif: "false" });

  assert.deepEqual([auto.exitCode, asked.exitCode, never.exitCode], [0, 1, 0], auto.log + asked.log);
  assert.match(auto.summary, /code scanning is off for this repository/);
  assert.match(auto.log, /^::warning::GitHub does not show the comment/m);
  assert.match(asked.log, /^::error::The SARIF log was not uploaded: /m);
});

test("texts of a build are shown as what they are", async () => {
  const hostile = "::set-output name=errors::99 <img src=x onerror=alert(1)> | [a](javascript:x) @octocat #1 %0A::error::x `code` </details>";
  await using world = await BuildWorld.create({ ...printing("::notice::plain", `a|<b>.cs(1,2): error XX1: ${hostile}`, "##[error]old", "a.cs(1,1): warning XX2: plain"), "a|<b>.cs": "", "a.cs": "" });

  const run = await build(world, {}, pullRequest());

  const commands = run.log.replace(/^::stop-commands::(\S+)$[\s\S]*?^::\1::$/gm, "").split("\n").filter(line => line.startsWith("::"));
  assert.equal(run.outputs.errors, "1", run.log);
  assert.deepEqual(commands.filter(line => !/^::(add-mask|error title=XX1|warning title=XX2|error::The build failed)/.test(line)), []);
  assert.ok(!/^[^ :\r\n][^\n]*\(\d+,\d+\): (error|warning) XX/m.test(run.log), "a line that the runner makes an annotation of");
  for (const text of [run.summary, world.github.state.comments[0]!.body]) {
    assert.doesNotMatch(text, /<img|\]\(javascript|@octocat|#1\b|`code`|^::/m);
    assert.match(text, /&#x3c;img src=x/);
  }
});

test("a build that fails without an error shows what it wrote last", async () => {
  await using world = await BuildWorld.create({ ...printing(), "global.json": '{"sdk":{"version":"99.0.100","rollForward":"disable"}}' });

  const run = await build(world);

  assert.equal(run.exitCode, 1, run.log);
  assert.match(run.summary, /<pre>\n[\s\S]*99\.0\.100/);
});

test("what cannot be built is said in one sentence", async () => {
  await using world = await BuildWorld.create({ "README.md": "Nothing." });

  const empty = await build(world);
  const option = await build(world, { project: "-t:Evil" });
  const both = await build(world, { project: "a", affected: "true" });
  await write(world, printing());
  const missing = await build(world, {}, { variables: { PATH: "/nowhere" } });

  assert.match(empty.log, /^::error::There is nothing to build here/m);
  assert.match(option.log, /^::error::Input 'project' has '-t:Evil', which looks like an option/m);
  assert.match(both.log, /^::error::Inputs 'project' and 'affected' are both given/m);
  assert.match(missing.log, /^::error::There is no 'dotnet' on this runner/m);
});

test("the code that is built gets no token and no input of this step", async () => {
  await using world = await BuildWorld.create({ "all.proj": "<Project><Target Name='Build'><Exec Command='env' /></Target></Project>" });

  const run = await build(world, {}, { variables: { ACTIONS_RUNTIME_TOKEN: "a-token-of-the-runner" } });

  assert.match(run.log, /GITHUB_SHA=/);
  assert.doesNotMatch(run.log.replace(/^::add-mask::.*$/gm, ""), /a-token-of|INPUT_|GITHUB_OUTPUT/);
});
