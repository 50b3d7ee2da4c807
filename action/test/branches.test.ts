import assert from "node:assert/strict";
import { test } from "node:test";
import { Branches, type BranchState } from "../src/github/branches.ts";
import { connect } from "../src/github/client.ts";
import { surroundings } from "../src/surroundings.ts";
import { FakeGitHub } from "./fakeGitHub/server.ts";

const ref = "refs/heads/modulebuild-update/acme-a";

async function show(fake: FakeGitHub, mark: string): Promise<BranchState> {
  const branches = new Branches(connect(surroundings({ GITHUB_REPOSITORY: "acme/orders", GITHUB_API_URL: fake.url }), "token"));
  return branches.show({ name: "modulebuild-update/acme-a", base: "a".repeat(40), subject: "Update", mark, files: [{ path: "module.lock.json", text: mark }] });
}

/** Pushes, as a person would, when a request comes. */
function pushAt(fake: FakeGitHub, moment: string): () => string {
  let pushed = "";
  fake.onRequest = request => {
    const tip = fake.state.git.commits.get(fake.state.git.refs.get(ref) ?? "a".repeat(40))!;
    if (request === moment && pushed.length === 0) {
      pushed = fake.state.git.commit("By a person", tip.tree, [tip.sha]).sha;
      fake.state.git.refs.set(ref, pushed);
    }
  };
  return () => pushed;
}

test("what a person pushes while the new commit is made is not overwritten", async () => {
  await using fake = await FakeGitHub.start();
  await show(fake, "first");
  const pushed = pushAt(fake, "POST git/commits");

  assert.equal(await show(fake, "second"), "foreign");

  assert.match(pushed(), /^[0-9a-f]{40}$/);
  assert.equal(fake.state.git.refs.get(ref), pushed());
  assert.deepEqual(fake.violations, []);
});

test("a branch that a person makes meanwhile is theirs", async () => {
  await using fake = await FakeGitHub.start();
  const pushed = pushAt(fake, "POST git/commits");

  assert.equal(await show(fake, "first"), "foreign");

  assert.equal(fake.state.git.refs.get(ref), pushed());
});

test("a branch that is deleted meanwhile is made again", async () => {
  await using fake = await FakeGitHub.start();
  await show(fake, "first");
  fake.onRequest = request => void (request === "POST git/commits" && fake.state.git.refs.delete(ref));

  assert.equal(await show(fake, "second"), "written");
  assert.equal(await show(fake, "second"), "same");
});
