import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import type { Fault } from "./fakeGitHub/faults.ts";
import { commandsIn, hostile, marks } from "./hostile.ts";
import { outdated } from "./outdated.ts";
import { testingPath, type World } from "./world.ts";

function states(outputs: Readonly<Record<string, string>>): string[] {
  return (JSON.parse(outputs["pull-requests"]!) as readonly { readonly state: string }[]).map(one => one.state);
}

function refusal(status: number, message: string): Fault {
  return { kind: "status", status, body: { message } };
}

// What is refused, and where; what is said; what became of the two groups.
const faults: readonly [string, string, RegExp, Fault, RegExp, readonly string[]][] = [
  [
    "a repository whose Actions may open no pull requests", "POST", /pulls$/, refusal(403, "GitHub Actions is not permitted to create or approve pull requests."),
    /::error::GitHub Actions may open no pull requests in this repository; the branch 'modulebuild-update\/minor-and-patch' is there\. Allow it under Settings, Actions/, ["failed"],
  ],
  [
    "a token that may not write", "POST", /git\/trees$/, refusal(403, "Resource not accessible by integration"),
    /::error::This token may not write 'modulebuild-update\/minor-and-patch' .*\(403\)\. Give the job 'permissions: contents: write' and 'pull-requests: write'\./, ["failed"],
  ],
  [
    "a token that is none", "GET", /pulls$/, refusal(401, "Bad credentials a-token-of-the-job"),
    /::error::This token may not write 'modulebuild-update\/minor-and-patch' .*\(401\)/, ["failed"],
  ],
  [
    "a branch that rules protect", "POST", /git\/refs$/, refusal(422, "Repository rule violations found"),
    /::error::GitHub does not take 'modulebuild-update\/minor-and-patch' .*\(422: .*Repository rule violations found.*\)\. Rules of the repository may protect/, ["failed", "open"],
  ],
];

for (const [name, method, path, fault, said, expected] of faults) {
  test(`update says what keeps it from a pull request: ${name}`, async () => {
    await using world = await outdated();
    world.github.faults.next(method, path, fault);

    const run = await world.run({ command: "update" });
    const next = await world.run({ command: "update" });

    assert.equal(run.exitCode, 1, run.log);
    assert.match(run.log, said);
    assert.doesNotMatch(run.log.replaceAll(/^::add-mask::.*$/gm, "") + run.summary, / at .*\.(ts|js):\d+|a-token-of-the-job/);
    assert.match(run.summary, /❌ not shown/);
    assert.deepEqual(states(run.outputs), expected);
    assert.deepEqual([next.exitCode, states(next.outputs)], [0, ["open", "open"]], next.log); // what failed is no check: the next run looks again
    assert.deepEqual(world.github.violations, []);
  });
}

test("a needless pull request that cannot be closed keeps nothing else from being told", async () => {
  await using world = await outdated();
  await world.run({ command: "update" });
  await world.cli("update");
  world.github.faults.next("POST", /comments$/, refusal(403, "Unable to create comment because issue is locked."));

  const run = await world.run({ command: "update", force: "true" });
  const next = await world.run({ command: "update", force: "true" });

  assert.equal(run.exitCode, 1, run.log);
  assert.match(run.log, /::error::This token may not write 'modulebuild-update\//);
  assert.deepEqual(states(run.outputs).toSorted(), ["closed", "failed"]);
  assert.deepEqual([next.exitCode, states(next.outputs)], [0, ["closed"]], next.log);
  assert.deepEqual(world.github.violations, []);
});

async function git(world: World, ...args: string[]): Promise<string> {
  return (await promisify(execFile)("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], { cwd: world.workspace })).stdout.trim();
}

test("a checkout of something else than the run's commit is no base for pull requests", async () => {
  await using world = await outdated();
  await git(world, "init", "-q", "-b", "main");
  await git(world, "add", ".");
  await git(world, "commit", "-q", "-m", "All");

  const other = await world.run({ command: "update", "dry-run": "true" });
  const same = await world.run({ command: "update", "dry-run": "true" }, { variables: { GITHUB_SHA: await git(world, "rev-parse", "HEAD") } });

  assert.match(other.log, /::error::The checkout is of [0-9a-f]{12}, and this run of aaaaaaaaaaaa on 'main', .* Check out without 'ref'/);
  assert.deepEqual([other.exitCode, same.exitCode], [1, 0], same.log);
  assert.deepEqual(world.github.writes, []);
});

test("a base that moves leaves a pull request as it is, unless it moves what that changes", async () => {
  await using world = await outdated();
  await world.run({ command: "update" });
  const { git: store, pulls } = world.github.state;
  const ref = "refs/heads/modulebuild-update/minor-and-patch";
  const first = store.refs.get(ref);
  const main = store.commits.get(store.refs.get("refs/heads/main")!)!;
  const moved = store.commit("Something else", main.tree, [main.sha]).sha;
  store.refs.set("refs/heads/main", moved);

  const same = await world.run({ command: "update", force: "true" }, { variables: { GITHUB_SHA: moved } });
  const kept = store.refs.get(ref);
  await promisify(execFile)("dotnet", [testingPath, "packages", join(world.folder, "feed"), "Acme.A@1.2.0"]);
  const newer = await world.run({ command: "update", force: "true" }, { variables: { GITHUB_SHA: moved } });

  assert.deepEqual([same.exitCode, newer.exitCode], [0, 0], newer.log);
  assert.equal(kept, first);
  assert.deepEqual(store.commits.get(store.refs.get(ref)!)!.parents, [moved]);
  assert.deepEqual(pulls.map(pull => pull.state), ["open", "open"]);
  assert.deepEqual(world.github.violations, []);
});

test("updates of another branch have branches and pull requests of their own", async () => {
  await using world = await outdated();
  const event = { repository: { default_branch: "main" } };
  await world.run({ command: "update" }, { event });
  const { git: store, pulls } = world.github.state;
  const before = new Map(store.refs);
  store.refs.set("refs/heads/release/1.x", store.refs.get("refs/heads/main")!);

  const other = await world.run({ command: "update", force: "true" }, { event, variables: { GITHUB_REF: "refs/heads/release/1.x" } });

  assert.equal(other.exitCode, 0, other.log);
  assert.deepEqual(pulls.map(pull => [pull.base, pull.state]), [["main", "open"], ["main", "open"], ["release/1.x", "open"], ["release/1.x", "open"]]);
  assert.deepEqual([...before].filter(([name, sha]) => store.refs.get(name) !== sha), []);
  assert.equal(new Set(pulls.map(pull => pull.head)).size, 4);
  assert.deepEqual(world.github.violations, []);
});

test("what a changelog says commands nothing in pull request, summary and log", async () => {
  await using world = await outdated();
  const notes = join(world.folder, "notes.md");
  await writeFile(notes, `- ${hostile}\n</pre></details>\n\`\`\`\n<!-- modulebuild: update x -->\n![x](https://evil.example/x.png)\n`);
  await promisify(execFile)("dotnet", [testingPath, "packages", join(world.folder, "feed"), `Acme.A@1.3.0 +${notes}`]);

  const run = await world.run({ command: "update" });
  const again = await world.run({ command: "update", force: "true" });

  assert.deepEqual([run.exitCode, again.exitCode], [0, 0], run.log);
  const { body } = world.github.state.pulls.find(pull => pull.title.includes("1.3.0"))!;
  assert.match(body, /add-mask/, "the test is none where the text does not come");
  marks.forEach(mark => assert.doesNotMatch(body, mark));
  assert.doesNotMatch(body, /!\[x\]|\]\(https|<\/pre><\/details>\n```/);
  assert.equal(body.match(/<!--/g)?.length, 1);
  assert.equal(body.match(/<\/details>/g)?.length, body.match(/<details>/g)?.length);
  assert.deepEqual(commandsIn(run.log).filter(name => !["add-mask", "group", "endgroup", "debug", "warning"].includes(name)), []);
  assert.deepEqual(world.github.violations, []);
});
