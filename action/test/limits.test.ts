import assert from "node:assert/strict";
import { test } from "node:test";
import { connect, statusOf, type Client } from "../src/github/client.ts";
import { Comments } from "../src/github/comments.ts";
import { Deployments } from "../src/github/deployments.ts";
import type { ShownOperation } from "../src/github/shownOperation.ts";
import { limits, waitOf } from "../src/github/limits.ts";
import { surroundings } from "../src/surroundings.ts";
import type { Fault } from "./fakeGitHub/faults.ts";
import { FakeGitHub } from "./fakeGitHub/server.ts";

const operation: ShownOperation = {
  id: "148cb00290f9f17d",
  environment: "production",
  sha: "a".repeat(40),
  isProduction: true,
  state: "success",
  text: "production runs release 2.",
  environmentUrl: undefined,
  logUrl: "https://github.example/run/1",
  payload: {},
};

// A second lasts a millisecond here.
function open(fake: FakeGitHub): Client {
  return connect(surroundings({ GITHUB_REPOSITORY: "acme/orders", GITHUB_API_URL: fake.url }), "token", { second: 1, timeout: 150 });
}

const now = Date.parse("2026-11-25T22:00:00Z");
const waits: readonly [string, number, Record<string, string>, string, number | undefined][] = [
  ["seconds", 429, { "retry-after": "7" }, "", 7],
  ["a date", 403, { "retry-after": "Wed, 25 Nov 2026 22:00:09 GMT" }, "", 9],
  ["retry-after before reset", 429, { "retry-after": "7", "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now / 1000 + 99) }, "", 7],
  ["reset", 403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now / 1000 + 99) }, "", 100],
  ["a reset that is over", 403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now / 1000 - 99) }, "", 1],
  ["a reset that is none", 429, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon" }, "", 60],
  ["nothing but 429", 429, {}, "", 60],
  ["only words", 403, {}, "You have exceeded a secondary rate limit", 60],
  ["a retry-after that is none", 429, { "retry-after": "later" }, "", 60],
  ["a permission that is missing", 403, { "x-ratelimit-remaining": "4999" }, "Resource not accessible by integration", undefined],
  ["something else", 404, { "retry-after": "7" }, "", undefined],
];

for (const [name, status, headers, message, seconds] of waits) {
  test(`how long GitHub asks to wait: ${name}`, () => assert.equal(waitOf({ status, message, response: { headers } }, 60, now), seconds));
}

test("a run waits for five minutes in all, and no longer", () => {
  const allowance = limits();

  assert.deepEqual([60, 120, 240, 120, 1].map(seconds => allowance.take(seconds)), [true, true, false, true, false]);
});

const limit = (status: number, headers: Record<string, string> = {}): Fault => ({ kind: "status", status, headers });
const server: Fault = { kind: "status", status: 502 };
// What goes wrong, with which request, how often; and how often GitHub is asked to make a deployment, and to make a status.
const faults: readonly [string, string, RegExp, Fault, number, readonly [number, number]][] = [
  ["429 with retry-after, at a list", "GET", /deployments$/, limit(429, { "retry-after": "2" }), 2, [1, 1]],
  ["429 without anything, at what makes something", "POST", /deployments$/, limit(429), 1, [2, 1]],
  ["403 with retry-after, at what makes something", "POST", /deployments$/, limit(403, { "retry-after": "2" }), 1, [2, 1]],
  ["a secondary limit by its words", "POST", /statuses$/, { kind: "status", status: 403, body: { message: "You have exceeded a secondary rate limit." } }, 1, [1, 2]],
  ["the primary limit", "POST", /statuses$/, limit(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" }), 1, [1, 2]],
  ["502 at a list", "GET", /deployments$/, server, 2, [1, 1]],
  ["502 at what makes something", "POST", /deployments$/, server, 2, [3, 1]],
  ["502 at a status", "POST", /statuses$/, server, 2, [1, 3]],
  ["no answer at a list", "GET", /statuses$/, { kind: "dropped" }, 2, [1, 1]],
  ["a lost answer of what made something", "POST", /deployments$/, { kind: "lost" }, 1, [1, 1]],
  ["an answer that comes too late", "POST", /deployments$/, { kind: "slow", milliseconds: 250 }, 1, [1, 1]],
];

for (const [name, method, path, fault, times, [made, said]] of faults) {
  test(`GitHub shows it in the end: ${name}`, async () => {
    await using fake = await FakeGitHub.start();
    fake.faults.next(method, path, fault, times);

    await new Deployments(open(fake)).show(operation);

    assert.deepEqual(fake.violations, []);
    assert.deepEqual(fake.state.deployments.map(one => one.statuses.at(-1)?.state), ["success"]);
    assert.deepEqual([/^POST deployments$/, /^POST .*statuses$/].map(request => fake.writes.filter(write => request.test(write)).length), [made, said]);
  });
}

for (const status of [401, 403, 404, 409, 422]) {
  test(`${status} is not asked again`, async () => {
    await using fake = await FakeGitHub.start();
    fake.faults.next("POST", /deployments$/, limit(status), 9);

    await assert.rejects(new Deployments(open(fake)).show(operation), problem => statusOf(problem) === status);

    assert.deepEqual(fake.writes, ["POST deployments"]);
  });
}

test("GitHub that is not there is tried for long once, and then once each, until it answers", async () => {
  await using fake = await FakeGitHub.start();
  const deployments = new Deployments(open(fake));
  fake.faults.next("GET", /deployments$/, { kind: "dropped" }, 6);

  await assert.rejects(deployments.show(operation));
  const first = fake.requests.length;
  await assert.rejects(deployments.show(operation));
  await assert.rejects(deployments.show(operation));
  const then = fake.requests.length - first;
  await deployments.show(operation);

  assert.deepEqual([first, then], [4, 2]);
  assert.equal(fake.state.deployments.length, 1);
});

test("a limit that GitHub lifts too late is not waited for", async () => {
  await using fake = await FakeGitHub.start();
  fake.faults.next("POST", /deployments$/, limit(429, { "retry-after": "3600" }), 9);

  await assert.rejects(new Deployments(open(fake)).show(operation), problem => statusOf(problem) === 429);

  assert.deepEqual(fake.writes, ["POST deployments"]);
});

test("a limit is waited for longer each time", async () => {
  await using fake = await FakeGitHub.start();
  fake.faults.next("POST", /deployments$/, limit(429), 2);
  const start = performance.now();

  await new Deployments(open(fake)).show(operation);

  assert.ok(performance.now() - start >= 60 + 120);
});

test("a comment whose answer was lost is one comment; one that a person edited is as it was", async () => {
  await using fake = await FakeGitHub.start();
  const comments = new Comments(open(fake), 7);
  fake.faults.next("POST", /comments$/, { kind: "lost" });
  await comments.show("promotion to staging", "It runs.");
  fake.state.comments[0]!.body += " Not at all.";

  await comments.show("promotion to staging", "It runs.");

  assert.deepEqual(fake.violations, []);
  assert.deepEqual(fake.state.comments.map(comment => comment.body), ["<!-- modulebuild: promotion-to-staging -->\nIt runs."]);
});
