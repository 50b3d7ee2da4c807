import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { workflowFile } from "./calledWorkflows.ts";
import { root } from "./lint/workflows.ts";

// The scripts of release.yml, as they stand there, with programs of the tests for `gh` and `dotnet`.

const jobs = workflowFile(".github/workflows/release.yml").jobs;
const changelog = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-03-04\n\n- Newer.\n\n## [0.1.5]\n\n- Mended.\n\n## [0.1.4]\n\n## [0.1.3]\n\n- Old.\n";
const skip = process.platform === "win32"; // the jobs run on Linux

/** A folder in which steps run. */
class Place implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @param released Tags of the releases that are there. */
  static async create(released: readonly string[] = []): Promise<Place> {
    const place = new Place(await mkdtemp(join(tmpdir(), "modulebuild-release-")));
    await Promise.all(["bin", "temp", "packages"].map(async name => mkdir(join(place.folder, name))));
    await cp(join(root, "eng"), join(place.folder, "eng"), { recursive: true });
    await writeFile(join(place.folder, "CHANGELOG.md"), changelog);
    await place.program("gh", `case "$*" in "release list"*) printf '%s\\n' ${released.join(" ")} ;; "release view"*) exit 1 ;; *PATCH*v9*) exit 1 ;; esac`);
    await place.program("dotnet", "");
    return place;
  }

  /** Runs the step of a job. */
  async run(job: string, name: string, variables: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly output: string }> {
    const step = jobs[job]!.steps!.find(one => (one as { readonly name?: string }).name === name) as { readonly run: string; readonly "working-directory"?: string };
    return promisify(execFile)("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
      cwd: join(this.folder, step["working-directory"] ?? ""),
      env: { PATH: `${join(this.folder, "bin")}:${process.env.PATH}`, LOG: join(this.folder, "log"), RUNNER_TEMP: join(this.folder, "temp"), GH_REPO: "modulebuild/modulebuild", GITHUB_SHA: "c0ffee", ...variables },
    }).then(({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }), (problem: { code: number; stdout: string; stderr: string }) => ({ code: problem.code, output: problem.stdout + problem.stderr }));
  }

  async write(...names: readonly string[]): Promise<void> {
    await Promise.all(names.map(async name => writeFile(join(this.folder, "packages", name), name)));
  }

  /** What the programs were asked for. */
  async asked(): Promise<string[]> {
    return (await readFile(join(this.folder, "log"), "utf8").catch(() => "")).split("\n").filter(line => line.length > 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  private async program(name: string, script: string): Promise<void> {
    await writeFile(join(this.folder, "bin", name), `#!/bin/sh\necho "${name} $*" >> "$LOG"\n${script}\n`);
    await chmod(join(this.folder, "bin", name), 0o755);
  }
}

async function follows(tag: string, ...released: string[]): Promise<string[]> {
  await using place = await Place.create(released);
  const looked = await place.run("release", "Look what the changelog says of it, and what follows it", { GITHUB_REF_NAME: tag });
  const moved = await place.run("release", "Move the tags of the action", { GITHUB_REF_NAME: tag });
  const made = await place.run("release", "Release", { GITHUB_REF_NAME: tag });
  assert.deepEqual([looked.code, moved.code, made.code], [0, 0, 0], looked.output + moved.output + made.output);
  return (await place.asked()).flatMap(line => /git\/refs\/tags\/(\S+)|release edit .*(--latest=\w+)/.exec(line)?.slice(1).filter(part => part !== undefined) ?? []);
}

test("the tags of the action follow the newest release of their line, and latest the newest of all", { skip }, async () => {
  assert.deepEqual(await follows("v0.1.3"), ["v0", "v0.1", "--latest=true"]);
  assert.deepEqual(await follows("v0.2.0", "v0.1.4", "v0.1.10"), ["v0", "v0.2", "--latest=true"]);
  assert.deepEqual(await follows("v0.1.5", "v0.2.0", "v0.1.4"), ["v0.1", "--latest=false"]);
  assert.deepEqual(await follows("v0.1.5", "v0.1.10"), ["--latest=false"]);
  assert.deepEqual(await follows("v0.1.5", "v0.10.0", "v0.1.4", "v1.0.0"), ["v0.1", "--latest=false"]);
});

test("a version of which the changelog says nothing is not packed, and the sentence says what to do", { skip }, async () => {
  await using place = await Place.create();
  const step = "Look what the changelog says of it";

  const there = await place.run("pack", step, { GITHUB_REF_NAME: "v0.1.5" });
  const empty = await place.run("pack", step, { GITHUB_REF_NAME: "v0.1.4" });
  const missing = await place.run("pack", step, { GITHUB_REF_NAME: "v0.3.0" });

  assert.deepEqual([there.code, empty.code, missing.code], [0, 1, 1]);
  assert.equal(there.output.trim(), "- Mended.");
  assert.match(empty.output, /^::error file=CHANGELOG\.md::There is nothing under '## \[0\.1\.4\]'\. Give what stands under '## \[Unreleased\]' that heading/);
  const names = jobs.pack!.steps!.map(one => (one as { readonly name?: string }).name);
  assert.ok(names.indexOf(step) < names.indexOf("Pack"));
});

for (const [what, symbols] of [["with", ["b.snupkg"]], ["without", []]] as const) {
  test(`packages ${what} symbols are summed up, and pushed so that a run that died can be finished`, { skip }, async () => {
    await using place = await Place.create();
    await place.write("a.nupkg", "b.nupkg", ...symbols);

    const summed = await place.run("sign", "Sum up");
    const pushed = await place.run("publish", "Publish", { KEY: "k" });

    assert.deepEqual([summed.code, pushed.code], [0, 0], summed.output + pushed.output);
    const sums = (await readFile(join(place.folder, "packages", "SHA256SUMS"), "utf8")).trim().split("\n");
    assert.deepEqual(sums, ["a.nupkg", "b.nupkg", ...symbols].map(name => `${createHash("sha256").update(name).digest("hex")}  ${name}`));
    const rest = "--source https://api.nuget.org/v3/index.json --api-key k --skip-duplicate";
    assert.deepEqual(await place.asked(), ["packages/*.nupkg --no-symbols", ...(symbols.length > 0 ? ["packages/*.snupkg"] : [])].map(files => `dotnet nuget push ${files} ${rest}`));
  });
}

test("without any package nothing is summed up", { skip }, async () => {
  await using place = await Place.create();

  assert.notEqual((await place.run("sign", "Sum up")).code, 0);
});
