import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { test } from "node:test";
import { BuildWorld, moduleFiles } from "./buildWorld.ts";
import { runJobs, textsOf, workflowFile, type Ended, type Runner } from "./calledWorkflows.ts";
import { FeedServer, pack } from "./feedServer.ts";
import { root } from "./lint/workflows.ts";
import { World, type ActionRun } from "./world.ts";

const key = "the-key-of-the-feed";
const tag = { github: { event_name: "push", repository: "acme/orders", ref_name: "v1.0.0" }, runner: { temp: "/tmp" }, secrets: {}, vars: {} };

/** The policies of a sample in a world: deployers and probes are a folder's, and nothing has to soak. */
async function worldOf(sample: string): Promise<World> {
  const world = await World.create();
  for (const file of globSync(`${sample}/environments/*.json`, { cwd: root })) {
    const { from, securityLevel } = JSON.parse(readFileSync(join(root, file), "utf8"));
    const own = JSON.parse(await readFile(join(world.workspace, "environments", basename(file)), "utf8"));
    delete own.from;
    await writeFile(join(world.workspace, "environments", basename(file)), JSON.stringify({ ...own, ...(from === undefined ? {} : { from }), securityLevel: securityLevel === undefined ? undefined : "low" }));
  }

  return world;
}

/** Runs steps as the sample says, but with the server of the tests for nuget.org, and its key for a token. */
function runner(world: World): Runner {
  const here = { packages: "", source: "server", "trusted-publishing-user": "", "api-key": key, attest: "false" };
  return async inputs => world.run(inputs.command === "publish" ? { ...inputs, ...here } : inputs.command === "build" ? { command: "status" } : inputs);
}

async function running(world: World, environment: string): Promise<readonly string[]> {
  const set = JSON.parse(await readFile(join(world.folder, "run", environment, "current.json"), "utf8")) as { modules: readonly { id: string; version: string }[] };
  return set.modules.map(module => `${module.id}@${module.version}`).toSorted();
}

const ended = (jobs: Readonly<Record<string, Ended>>): Record<string, string> => Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.outputs.outcome ?? job.result]));

for (const [sample, jobs, last] of [["one-module", ["staging", "production"], "production"], ["many-modules", ["dev", "staging"], "staging"]] as const) {
  test(`${sample}: the first tag brings what it released all the way, and the next one a new module as well`, async () => {
    await using world = await worldOf(`samples/workflows/${sample}`);
    await using _ = await FeedServer.start(world, key);
    const release = async (): Promise<Record<string, Ended>> => runJobs(`samples/workflows/${sample}/.github/workflows/release.yml`, tag, runner(world));

    await pack(world, "Acme.Base@1.0.0");
    const first = await release();
    await rm(join(world.workspace, "artifacts"), { recursive: true });
    await pack(world, "Acme.Base@1.1.0", "Acme.App@2.0.0 Acme.Base@[1.0,2.0)");
    const second = await release();

    const all = Object.fromEntries(jobs.map(job => [job, "succeeded"]));
    assert.deepEqual([ended(first), ended(second)], [{ publish: "success", ...all }, { publish: "success", ...all }]);
    assert.deepEqual(await running(world, last), ["Acme.App@2.0.0", "Acme.Base@1.1.0"]);
  });
}

test("module-release packs what it builds, in a folder that has neither a solution nor a project", async () => {
  await using world = await BuildWorld.withModules({ ...moduleFiles("Acme.Orders"), ...moduleFiles("Acme.Billing", "", "Acme.Orders") });
  await world.cli("lock");
  const [build] = workflowFile(".github/workflows/module-release.yml").jobs.pack!.steps!.filter(step => step.uses?.startsWith("modulebuild/"));
  const temp = join(world.folder, "temp of the runner");

  const run = await world.run(textsOf(build!.with, { runner: { temp }, inputs: { project: "", "working-directory": "." } }), { variables: { MSBUILDDISABLENODEREUSE: "1" } });

  assert.equal(run.exitCode, 0, run.log);
  assert.deepEqual((await readdir(join(temp, "packages"))).toSorted(), ["Acme.Billing.1.2.0.nupkg", "Acme.Orders.1.2.0.nupkg"]);
});

test("module-promote lets no rollback queue behind a promotion, and takes a key only to consent", () => {
  const { concurrency, environment, steps } = workflowFile(".github/workflows/module-promote.yml").jobs.promote!;
  const of = (inputs: object): Record<string, string> => {
    const known = { inputs: { command: "promote", environment: "production", approve: false, "github-environment": "", ...inputs }, secrets: { APPROVAL_KEY: "key" }, steps: {} };
    const { "approval-key": given } = textsOf({ "approval-key": steps!.at(-1)!.with!["approval-key"] }, known);
    return { given: given!, ...textsOf({ group: concurrency!.group, place: environment!.name }, known) };
  };

  assert.deepEqual(of({}), { given: "", group: "modulebuild-production", place: "production" });
  assert.deepEqual(of({ command: "rollback" }), { given: "", group: "modulebuild-production-rollback", place: "production" });
  assert.deepEqual(of({ approve: true, "github-environment": "production-approval" }), { given: "key", group: "modulebuild-production", place: "production-approval" });
});

test("several-repositories: what a module's repository releases is told to the operations, who bring it on", async () => {
  const sample = "samples/workflows/several-repositories";
  await using world = await worldOf(`${sample}/operations`);
  await using _ = await FeedServer.start(world, key);
  await pack(world, "Acme.Base@1.0.0");

  const { publish } = await runJobs(`${sample}/module/.github/workflows/release.yml`, tag, runner(world));
  const tell = workflowFile(`${sample}/module/.github/workflows/release.yml`).jobs.tell!.steps!.at(-1)!;
  const told = textsOf(tell.env, { ...tag, steps: {}, needs: { publish } });
  const promote = `${sample}/operations/.github/workflows/promote.yml`;
  const asked = await runJobs(promote, { ...tag, github: { event_name: "workflow_dispatch" }, inputs: { modules: told.MODULES, reason: told.REASON } }, runner(world));
  const later = await runJobs(promote, { ...tag, github: { event_name: "schedule" }, inputs: {} }, runner(world));

  assert.match(tell.run!, /^gh workflow run promote\.yml .*--field "modules=\$MODULES" --field "reason=\$REASON"$/m);
  assert.equal(told.REASON, "acme/orders released v1.0.0");
  assert.deepEqual([ended(asked), ended(later)], [{ dev: "succeeded", staging: "skipped" }, { dev: "skipped", staging: "succeeded" }]);
  assert.deepEqual(await running(world, "staging"), ["Acme.Base@1.0.0"]);
});

test("the preview of one-module says nothing before staging has something good, and then what production would say", async () => {
  await using world = await worldOf("samples/workflows/one-module");
  const steps = workflowFile("samples/workflows/one-module/.github/workflows/preview.yml").jobs.production!.steps!.filter(step => step.uses?.startsWith("modulebuild/"));
  const preview = async (): Promise<ActionRun | undefined> => {
    const status = await world.run(textsOf(steps[0]!.with, {}));
    const { wanted } = textsOf({ wanted: steps[1]!.if }, { steps: { staging: { outputs: status.outputs } } });
    return wanted === "" || wanted === "false" ? undefined : world.run(textsOf(steps[1]!.with, {}));
  };

  assert.equal(await preview(), undefined);
  await world.cli("promote", "feed", "staging", "--module", "Acme.A@1.0.0");
  const said = await preview();
  assert.equal(said?.outputs.outcome, "planned", said?.log);
});
