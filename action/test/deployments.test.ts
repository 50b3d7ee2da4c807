import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../src/github/client.ts";
import { Deployments, type ShownOperation } from "../src/github/deployments.ts";
import { surroundings } from "../src/surroundings.ts";
import { FakeGitHub } from "./fakeGitHub/server.ts";

const operation: ShownOperation = {
  id: "148cb00290f9f17d",
  environment: "staging",
  sha: "a".repeat(40),
  isProduction: false,
  state: "success",
  text: "staging runs release 2.",
  environmentUrl: "https://staging.example",
  logUrl: "https://github.example/run/1",
  payload: { release: 2 },
};

function open(fake: FakeGitHub): Deployments {
  return new Deployments(connect(surroundings({ GITHUB_REPOSITORY: "acme/orders", GITHUB_API_URL: fake.url }), "token"));
}

test("an operation is one deployment, however often it is shown", async () => {
  await using fake = await FakeGitHub.start();

  await open(fake).show({ ...operation, state: "in_progress" });
  await open(fake).show(operation);
  await open(fake).show(operation);

  assert.deepEqual(fake.violations, []);
  assert.equal(fake.state.deployments.length, 1);
  assert.deepEqual(fake.state.deployments[0]?.statuses.map(status => status.state), ["in_progress", "success"]);
  assert.deepEqual(fake.state.deployments[0]?.payload, { release: 2, operation: operation.id });
  assert.equal(fake.writes.length, 3);
});

test("where the answer is lost the deployment is found again", async () => {
  await using fake = await FakeGitHub.start();
  fake.faults.next("POST", /^deployments$/, { kind: "lost" });

  await open(fake).show(operation);

  assert.deepEqual(fake.violations, []);
  assert.deepEqual(fake.state.deployments.map(one => one.statuses.length), [1]);
});

test("what ran in production before is marked inactive", async () => {
  await using fake = await FakeGitHub.start();
  await open(fake).show({ ...operation, id: "1", environment: "production", isProduction: true });

  await open(fake).show({ ...operation, id: "2", environment: "production", isProduction: true });

  assert.deepEqual(fake.violations, []);
  assert.deepEqual(fake.state.deployments.map(one => one.statuses.at(-1)?.state), ["inactive", "success"]);
});
