import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { appendFile, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { installedTool } from "../src/toolPackage.ts";
import type { Shelf } from "../src/toolShelf.ts";
import { packedTool, toolVersion as version } from "./packedTool.ts";
import { World } from "./world.ts";

/** A cache in a folder. */
class Folder implements Shelf {
  readonly calls: string[] = [];
  readonly #home: string;

  constructor(home: string) {
    this.#home = home;
  }

  place(key: string): string {
    return join(this.#home, key);
  }

  async restore(file: string, key: string): Promise<boolean> {
    this.calls.push(`restore ${key}`);
    if (existsSync(this.place(key))) {
      await mkdir(dirname(file), { recursive: true });
      await copyFile(this.place(key), file);
    }

    return existsSync(this.place(key));
  }

  async save(file: string, key: string): Promise<void> {
    this.calls.push(`save ${key}`);
    await copyFile(file, this.place(key));
  }
}

let home: string;
let feed: string;
let sha512: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "modulebuild-shelf-"));
  await mkdir(join(home, "shelf"));
  await writeFile(join(home, "nuget.config"), "<configuration><packageSources><clear /></packageSources></configuration>");
  feed = await packedTool();
  sha512 = createHash("sha512").update(await readFile(join(feed, `ModuleBuild.Tool.${version}.nupkg`))).digest("hex");
});
afterEach(async () => rm(home, { recursive: true, force: true }));

/** Installs, as a job on a fresh runner does. */
async function job(shelf: Shelf, source: string, hash = sha512): Promise<string> {
  const runner = await mkdtemp(join(home, "runner-"));
  process.env.RUNNER_TOOL_CACHE = join(runner, "tools");
  process.env.RUNNER_TEMP = join(runner, "temp");
  await mkdir(process.env.RUNNER_TEMP);
  return installedTool({ version, source, sha512: hash }, home, process.env.RUNNER_TEMP, shelf);
}

test("a package whose hash the workflow names is kept for the next job, which needs no feed", async () => {
  const shelf = new Folder(join(home, "shelf"));

  const first = await job(shelf, feed);
  const second = await job(shelf, join(home, "gone"));

  const key = `modulebuild-tool-${version}-${sha512.slice(0, 32)}`;
  assert.ok(existsSync(first) && existsSync(second) && first !== second);
  assert.deepEqual(shelf.calls, [`restore ${key}`, `save ${key}`, `restore ${key}`]);
});

test("a package that somebody else put there is not run: it comes from the feed, or not at all", async () => {
  const shelf = new Folder(join(home, "shelf"));
  await job(shelf, feed);
  const entry = shelf.place(shelf.calls[1]!.slice("save ".length));
  await appendFile(entry, "and more");

  const program = await job(shelf, feed);
  await appendFile(entry, "and more");
  await assert.rejects(job(shelf, join(home, "gone")), /ModuleBuild\.Tool .* cannot be installed/);

  assert.ok(existsSync(program));
  assert.equal(createHash("sha512").update(await readFile(join(dirname(program), ".store", "modulebuild.tool", version, "modulebuild.tool", version, `modulebuild.tool.${version}.nupkg`))).digest("hex"), sha512);
});

test("a package of the feed that is not the one that is named is neither run nor kept", async () => {
  const shelf = new Folder(join(home, "shelf"));

  await assert.rejects(job(shelf, feed, "0".repeat(128)), /Nothing of it was run/);

  assert.deepEqual(shelf.calls.map(call => call.split(" ")[0]), ["restore"]);
});

test("without a hash nothing is taken from other jobs", async () => {
  const shelf = new Folder(join(home, "shelf"));

  await job(shelf, feed, "");

  assert.deepEqual(shelf.calls, []);
});

test("a cache service that errs, or has nothing, fails nothing", async () => {
  await using world = await World.create();
  let asked = 0;
  const service = createServer((_, response) => {
    asked++;
    response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ code: "malformed", msg: "no" }));
  });
  await new Promise<void>(resolve => service.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/`;

  const run = await world.run(
    { command: "status", "tool-path": "", "tool-source": feed, "tool-sha512": sha512 },
    { variables: { ACTIONS_RESULTS_URL: url, ACTIONS_CACHE_URL: url, ACTIONS_CACHE_SERVICE_V2: "true", ACTIONS_RUNTIME_TOKEN: "a-token-of-the-runner" } });
  service.close();

  assert.equal(run.exitCode, 0, run.log);
  assert.ok(asked >= 2, `${asked} requests`); // to read, and to write
  assert.doesNotMatch(run.log, /a-token-of-the-runner/);
});
