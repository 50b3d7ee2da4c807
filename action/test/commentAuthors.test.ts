import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../src/github/client.ts";
import { Comments } from "../src/github/comments.ts";
import { surroundings } from "../src/surroundings.ts";
import { FakeGitHub } from "./fakeGitHub/server.ts";

const mark = "<!-- modulebuild: build -->";

async function show(fake: FakeGitHub, text: string): Promise<void> {
  await new Comments(connect(surroundings({ GITHUB_REPOSITORY: "acme/orders", GITHUB_API_URL: fake.url }), "token"), 7).show("build", text);
}

function given(fake: FakeGitHub, login: string, body: string): void {
  fake.state.comments.push({ id: fake.state.next(), issue: 7, body, user: { login, type: login.endsWith("[bot]") ? "Bot" : "User" } });
}

function bodies(fake: FakeGitHub): unknown[] {
  assert.deepEqual(fake.violations, []);
  return fake.state.comments.map(comment => [comment.user.login, comment.body]);
}

test("a token of a person updates its own comment, too", async () => {
  await using fake = await FakeGitHub.start();
  fake.state.viewer = "ann";

  await show(fake, "First.");
  await show(fake, "Second.");

  assert.deepEqual(bodies(fake), [["ann", `${mark}\nSecond.`]]);
});

for (const viewer of ["ann", undefined]) {
  test(`a stranger's comment with the mark is neither touched nor taken for ours, with the token of ${viewer ?? "an app"}`, async () => {
    await using fake = await FakeGitHub.start();
    fake.state.viewer = viewer;
    given(fake, "mallory", `${mark}\nAll is well.`);

    await show(fake, "First.");
    await show(fake, "All is well.");

    assert.deepEqual(bodies(fake), [["mallory", `${mark}\nAll is well.`], [viewer ?? "github-actions[bot]", `${mark}\nAll is well.`]]);
  });
}

test("a mark that is quoted is none", async () => {
  await using fake = await FakeGitHub.start();
  given(fake, "quoting[bot]", `> ${mark}\n> First.`);
  given(fake, "quoting[bot]", `${mark} was there.`);

  await show(fake, "First.");

  assert.equal(bodies(fake).length, 3);
});

test("a comment of another app that this token may not change is left, and ours is one", async () => {
  await using fake = await FakeGitHub.start();
  given(fake, "other[bot]", `${mark}\nOf another app.`);
  fake.denied.push(`issues/comments/${fake.state.comments[0]!.id}`);

  await show(fake, "First.");
  await show(fake, "Second.");

  assert.deepEqual(bodies(fake), [["other[bot]", `${mark}\nOf another app.`], ["github-actions[bot]", `${mark}\nSecond.`]]);
});

test("a token that may not comment says so, and asks once", async () => {
  await using fake = await FakeGitHub.start();
  given(fake, "github-actions[bot]", `${mark}\nFirst.`);
  fake.denied.push("issues/");

  await assert.rejects(show(fake, "Second."), /Resource not accessible/);

  assert.deepEqual(fake.writes, []);
});

test("a comment that is deleted between reading and writing comes again", async () => {
  await using fake = await FakeGitHub.start();
  given(fake, "github-actions[bot]", `${mark}\nFirst.`);
  fake.faults.next("PATCH", /^issues\/comments/, { kind: "status", status: 404 });

  await show(fake, "Second.");

  assert.equal(bodies(fake).at(-1)?.toString(), `github-actions[bot],${mark}\nSecond.`);
});
