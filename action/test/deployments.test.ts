import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../src/github/client.ts";
import { Deployments } from "../src/github/deployments.ts";
import type { ShownOperation } from "../src/github/shownOperation.ts";
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

test("two deployments that a race made are one: the older counts, the other is over", async () => {
  await using fake = await FakeGitHub.start();
  await open(fake).show(operation);
  const [first] = fake.state.deployments;
  fake.state.deployments.push({ ...first!, id: fake.state.next(), statuses: [{ ...first!.statuses[0]!, id: fake.state.next() }] });

  await open(fake).show(operation);
  const writes = fake.writes.length;
  await open(fake).show(operation);

  assert.deepEqual(fake.violations, []);
  assert.deepEqual(fake.state.deployments.map(one => one.statuses.at(-1)?.state), ["success", "inactive"]);
  assert.equal(fake.writes.length, writes);
});

test("a deployment keeps the ends of the ledger, and its description is no longer than GitHub takes", async () => {
  await using fake = await FakeGitHub.start();
  const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  await open(fake).show({ ...operation, text: "x".repeat(300), ledger: { sequence: 123_456, hash } });

  const description = fake.state.deployments[0]!.statuses[0]!.description;
  assert.deepEqual(fake.violations, []);
  assert.equal(description.length, 140);
  assert.match(description, /x… Ledger 123456 9f86d081884c7d659a2feaa0c55ad015$/);
});

test("what came to an end is not said to be under way by a request that comes late", async () => {
  await using fake = await FakeGitHub.start();
  for (const end of ["success", "failure"] as const) {
    await open(fake).show({ ...operation, id: end, state: "in_progress" });
    await open(fake).show({ ...operation, id: end, state: end });
    const writes = fake.writes.length;

    await open(fake).show({ ...operation, id: end, state: "in_progress" });
    await open(fake).show({ ...operation, id: end, state: "queued" });

    assert.equal(fake.writes.length, writes);
  }

  await open(fake).show({ ...operation, id: "left", state: "error" });
  await open(fake).show({ ...operation, id: "left", state: "in_progress" });
  assert.deepEqual(fake.state.deployments.at(-1)!.statuses.map(status => status.state), ["error", "in_progress"]);
});

test("a deployment keeps the address of its environment, and whether that is one of production", async () => {
  await using fake = await FakeGitHub.start();
  await open(fake).show({ ...operation, id: "first", isProduction: true });
  await open(fake).show({ ...operation, id: "second", isProduction: true, state: "in_progress" });

  await open(fake).show({ ...operation, id: "second", environmentUrl: undefined, isProduction: false });

  const [first, second] = fake.state.deployments;
  assert.deepEqual(second!.statuses.map(status => status.environment_url), [operation.environmentUrl, operation.environmentUrl]);
  assert.deepEqual(first!.statuses.map(status => status.state), ["success"]); // GitHub was not to end it: that is ours to do in production
  assert.deepEqual(fake.violations, []);
});

test("only what is under way is shown as stopped", async () => {
  await using fake = await FakeGitHub.start();
  await open(fake).stop({ ...operation, state: "error" });
  assert.equal(fake.state.deployments.length, 0);
  await open(fake).show({ ...operation, state: "in_progress" });

  await open(fake).stop({ ...operation, state: "error" });
  await open(fake).show(operation);
  await open(fake).stop({ ...operation, state: "error" });

  assert.deepEqual(fake.state.deployments[0]?.statuses.map(status => status.state), ["in_progress", "error", "success"]);
});
