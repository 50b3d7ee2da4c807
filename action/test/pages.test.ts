import assert from "node:assert/strict";
import { test } from "node:test";
import { all, connect, pageSize, type Client } from "../src/github/client.ts";
import { Comments } from "../src/github/comments.ts";
import { Deployments } from "../src/github/deployments.ts";
import { look } from "../src/github/mending.ts";
import { Releases } from "../src/github/releases.ts";
import { surroundings } from "../src/surroundings.ts";
import { FakeGitHub } from "./fakeGitHub/server.ts";

// Lists whose pages do not go together: in another order each time, and shifted by what came, so that entries come twice.

type Disorder = NonNullable<FakeGitHub["state"]["disorder"]>;

const disorders: readonly [string, Disorder][] = [
  ["in no order", list => list.toSorted((one, other) => hashOf(one) - hashOf(other))],
  ["the other way round", list => list.toReversed()],
  ["shifted by what came meanwhile", (list, page) => [...list.slice(0, 3 * (page - 1)), ...list]],
  ["with each entry twice", list => list.flatMap(one => [one, one])],
];

function hashOf(value: unknown): number {
  return (Number((value as { readonly id: number }).id) * 7919) % 1009;
}

function open(fake: FakeGitHub): Client {
  return connect(surroundings({ GITHUB_REPOSITORY: "acme/orders", GITHUB_API_URL: fake.url }), "token");
}

for (const [name, disorder] of disorders) {
  test(`the comment is found on pages ${name}`, async () => {
    await using fake = await FakeGitHub.start();
    const others = (count: number): void => {
      for (let index = 0; index < count; index++) {
        fake.state.comments.push({ id: fake.state.next(), issue: 7, body: `No. ${index}`, user: { login: "ann", type: "User" } });
      }
    };
    others(120);
    await new Comments(open(fake), 7).show("build", "First.");
    others(120);
    fake.state.disorder = disorder;

    await new Comments(open(fake), 7).show("build", "Second.");

    assert.deepEqual(fake.state.comments.filter(one => one.user.type === "Bot").map(one => one.body), ["<!-- modulebuild: build -->\nSecond."]);
    assert.deepEqual(fake.violations, []);
  });

  test(`the draft is found on pages ${name}`, async () => {
    await using fake = await FakeGitHub.start();
    for (let index = 0; index < 250; index++) {
      const isOurs = index === 70 || index === 190; // two runs at once made one each: the older one counts
      fake.state.releases.push({
        id: fake.state.next(), tag_name: isOurs ? "v1.2.0" : `v0.${index}.0`, target_commitish: "main", name: "", body: isOurs ? "<!-- modulebuild: 148cb00290f9f17d -->" : "",
        draft: isOurs, prerelease: false, assets: [],
      });
    }

    const drafts = fake.state.releases.filter(one => one.draft);
    fake.state.disorder = disorder;

    await new Releases(open(fake)).show({ run: "148cb00290f9f17d", tag: "v1.2.0", sha: "a".repeat(40), name: "", notes: "", isPrerelease: false, files: [] });

    assert.deepEqual(drafts.map(one => one.draft), [false, true]);
    assert.equal(fake.state.releases.length, 250);
    assert.deepEqual(fake.violations, []);
  });

  test(`a deployment is found, and its last status counts, in lists ${name}`, async () => {
    await using fake = await FakeGitHub.start();
    const operation = { environment: "staging", sha: "a".repeat(40), isProduction: false, text: "", environmentUrl: undefined, logUrl: "https://github.example/run/1", payload: {} };
    const deployments = new Deployments(open(fake));
    for (const id of ["one", "two", "three"]) {
      await deployments.show({ ...operation, id, state: "in_progress" });
      await deployments.show({ ...operation, id, state: "failure" });
    }

    const writes = fake.writes.length;
    fake.state.disorder = disorder;

    await deployments.show({ ...operation, id: "two", state: "failure" });
    const seen = await look(deployments, "staging");

    assert.equal(fake.writes.length, writes);
    assert.deepEqual(seen.map(one => [one.task, one.shown.state]), ["three", "two", "one"].map(id => [`modulebuild:${id}`, "failure"]));
    assert.deepEqual(fake.violations, []);
  });
}

test("a list whose pages never end is left at last", async () => {
  let asked = 0;
  const page = Array.from({ length: pageSize }, (_, id) => ({ id }));

  const found = await all(async () => ({ data: (asked++, page) }));

  assert.deepEqual([found.length, asked], [pageSize, 10]);
});
