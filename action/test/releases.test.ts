import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { assetName, digestOf, type ShownFile } from "../src/github/assets.ts";
import { connect } from "../src/github/client.ts";
import { Releases, type ShownRelease } from "../src/github/releases.ts";
import { surroundings } from "../src/surroundings.ts";
import { FakeGitHub } from "./fakeGitHub/server.ts";
import type { Asset, Release } from "./fakeGitHub/state.ts";

const contents: Readonly<Record<string, string>> = { "Acme.Orders.1.2.0.nupkg": "the package", "Acme.Orders.1.2.0.cdx.json": "{}", SHA256SUMS: "sums" };
const mark = "<!-- modulebuild: 148cb00290f9f17d -->";

/** A release that is to be shown, and the GitHub that is to show it. */
class Scene implements AsyncDisposable {
  readonly fake: FakeGitHub;
  readonly #folder: string;

  private constructor(fake: FakeGitHub, folder: string) {
    this.fake = fake;
    this.#folder = folder;
  }

  static async create(): Promise<Scene> {
    const folder = await mkdtemp(join(tmpdir(), "modulebuild-releases-"));
    await Promise.all(Object.entries(contents).map(async ([name, text]) => writeFile(join(folder, name), text)));
    return new Scene(await FakeGitHub.start(), folder);
  }

  get release(): ShownRelease {
    return {
      run: "148cb00290f9f17d",
      tag: "Acme.Orders-v1.2.0",
      sha: "a".repeat(40),
      name: "Acme.Orders 1.2.0",
      notes: "- New.",
      isPrerelease: false,
      files: Object.entries(contents).map(([name, text]) => ({ name, path: join(this.#folder, name), sha256: digestOf(Buffer.from(text)).slice(7) })),
    };
  }

  async show(change: (file: ShownFile) => ShownFile = file => file): ReturnType<Releases["show"]> {
    const releases = new Releases(connect(surroundings({ GITHUB_REPOSITORY: "acme/orders", GITHUB_API_URL: this.fake.url }), "token"));
    return releases.show({ ...this.release, files: this.release.files.map(change) });
  }

  /** Puts a release there. */
  given(release: Partial<Release>): Release {
    const made = {
      id: this.fake.state.next(), tag_name: this.release.tag, target_commitish: "main", name: "1.2.0", body: `Text\n${mark}`, draft: true, prerelease: false,
      assets: [], ...release,
    };
    this.fake.state.releases.push(made);
    return made;
  }

  asset(name: string, text: string, state: Asset["state"] = "uploaded"): Asset {
    return { id: this.fake.state.next(), name, state, size: text.length, digest: digestOf(Buffer.from(text)) };
  }

  /** That there is one release with all files, and nobody said otherwise. */
  isShown(): void {
    assert.deepEqual(this.fake.violations, []);
    assert.deepEqual(this.fake.state.releases.map(one => [one.tag_name, one.draft]), [[this.release.tag, false]]);
    assert.deepEqual(
      this.fake.state.releases[0]!.assets.map(asset => [asset.name, asset.digest]).toSorted(),
      Object.entries(contents).map(([name, text]) => [name, digestOf(Buffer.from(text))]).toSorted());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.fake[Symbol.asyncDispose]();
    await rm(this.#folder, { recursive: true });
  }
}

test("a run is one release with all its files, however often it is shown", async () => {
  await using scene = await Scene.create();

  const first = await scene.show();
  const second = await scene.show();

  scene.isShown();
  assert.deepEqual(first, second);
  assert.equal(scene.fake.state.releases[0]!.body, `- New.\n${mark}`);
  assert.equal(scene.fake.state.releases[0]!.make_latest, "legacy"); // GitHub's own default would make each one the latest
  assert.deepEqual(scene.fake.writes.map(write => write.replace(/\d{4}/, "*")), ["POST releases", ...Array(3).fill("POST uploads/releases/*/assets"), "PATCH releases/*"]);
});

test("a draft that another run left is found by listing, and what lies there by halves or with other bytes is replaced", async () => {
  await using scene = await Scene.create();
  scene.given({ assets: [scene.asset("Acme.Orders.1.2.0.nupkg", "other bytes"), scene.asset("SHA256SUMS", "sums", "open")] });

  await scene.show();

  scene.isShown();
});

test("lost answers, doubled requests and servers in trouble give one release", async () => {
  await using scene = await Scene.create();
  scene.fake.faults.next("POST", /^releases$/, { kind: "lost" });
  scene.fake.faults.next("POST", /^uploads/, { kind: "lost" });
  scene.fake.faults.next("POST", /^uploads/, { kind: "status", status: 502 });
  scene.fake.faults.next("PATCH", /^releases/, { kind: "lost" });

  await scene.show();

  scene.isShown();
});

test("a release that was published by a request whose answer was lost is not taken for another one", async () => {
  await using scene = await Scene.create();
  scene.fake.faults.next("PATCH", /^releases/, { kind: "lost" });
  scene.fake.faults.next("PATCH", /^releases/, { kind: "status", status: 422 });

  await scene.show();

  scene.isShown();
  assert.equal(scene.fake.writes.filter(write => write.startsWith("DELETE")).length, 0);
});

test("a job that adds to the release of another one keeps the checksums of both", async () => {
  await using scene = await Scene.create();
  const release = scene.given({ draft: false, body: "Of another job.", assets: [scene.asset("SHA256SUMS", "sums of the other job")] });

  const first = await scene.show(file => (file.name === "SHA256SUMS" ? { ...file, otherName: "SHA256SUMS-148cb00290f9f17d" } : file));
  const writes = scene.fake.writes.length;
  await scene.show(file => (file.name === "SHA256SUMS" ? { ...file, otherName: "SHA256SUMS-148cb00290f9f17d" } : file));

  assert.deepEqual(first.differing, []);
  assert.deepEqual(release.assets.map(asset => [asset.name, asset.digest]), [
    ["SHA256SUMS", digestOf(Buffer.from("sums of the other job"))],
    ["Acme.Orders.1.2.0.nupkg", digestOf(Buffer.from("the package"))],
    ["Acme.Orders.1.2.0.cdx.json", digestOf(Buffer.from("{}"))],
    ["SHA256SUMS-148cb00290f9f17d", digestOf(Buffer.from("sums"))],
  ]);
  assert.equal(scene.fake.writes.length, writes);
  assert.deepEqual(scene.fake.violations, []);
});

test("a published release keeps what people changed; what they took away comes back", async () => {
  await using scene = await Scene.create();
  await scene.show();
  const release = scene.fake.state.releases[0]!;
  release.body = "Written by a person.";
  release.assets = [scene.asset("Acme.Orders.1.2.0.nupkg", "other bytes"), scene.asset("SHA256SUMS", "sums")];

  const found = await scene.show();

  assert.deepEqual(found.differing, ["Acme.Orders.1.2.0.nupkg"]);
  assert.equal(release.body, "Written by a person.");
  assert.deepEqual(release.assets.map(asset => asset.name).toSorted(), Object.keys(contents).toSorted());
  assert.equal(scene.fake.state.releases.length, 1);
});

test("a release that a person made for the tag is given the files, and keeps its text", async () => {
  await using scene = await Scene.create();
  const release = scene.given({ draft: false, body: "By a person." });

  await scene.show();

  scene.isShown();
  assert.equal(release.body, "By a person.");
});

test("a draft whose text a person replaced is still ours; another draft of the tag is not", async () => {
  await using scene = await Scene.create();
  const theirs = scene.given({ body: "A draft of a person.", assets: [scene.asset("Acme.Orders.1.2.0.nupkg", "of theirs")] });
  const ours = scene.given({ body: "By a person.", assets: [scene.asset("Acme.Orders.1.2.0.nupkg", "the package")] });

  await scene.show();

  assert.deepEqual(scene.fake.state.releases.map(one => [one.id, one.draft, one.assets.length]), [[theirs.id, true, 1], [ours.id, false, 3]]);
  assert.equal(ours.body, "By a person.");
});

test("an immutable release that lacks a file is told", async () => {
  await using scene = await Scene.create();
  scene.fake.state.hasImmutableReleases = true;
  await scene.show();
  scene.isShown();
  scene.fake.state.releases[0]!.assets.pop();

  await assert.rejects(scene.show(), /Cannot upload assets to an immutable release/);
});

test("runs at the same time make one release", async () => {
  await using scene = await Scene.create();

  await Promise.all([scene.show(), scene.show(), scene.show()]);

  scene.isShown();
});

test("a release that was published meanwhile counts", async () => {
  await using scene = await Scene.create();
  scene.given({});
  scene.fake.faults.next("GET", /^releases\/tags/, { kind: "status", status: 404 });
  scene.given({ draft: false, body: "By a person." });

  await scene.show();

  scene.isShown();
});

test("a file that was written to after it was published is not shown", async () => {
  await using scene = await Scene.create();
  await writeFile(scene.release.files[0]!.path, "other bytes");

  await assert.rejects(scene.show(), /Acme\.Orders\.1\.2\.0\.nupkg has other bytes/);
  assert.deepEqual(scene.fake.state.releases[0]?.assets, []);
});

test("names of files are those that GitHub leaves as they are", () => {
  assert.equal(assetName("Acme.Orders.1.2.0-rc.1.nupkg"), "Acme.Orders.1.2.0-rc.1.nupkg");
  assert.match(assetName("Größe.1.0.0.nupkg"), /^[0-9a-f]{8}-Gr__e\.1\.0\.0\.nupkg$/);
  assert.notEqual(assetName("Größe.nupkg"), assetName("Grüße.nupkg"));
});
