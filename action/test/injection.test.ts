import assert from "node:assert/strict";
import { test } from "node:test";
import { annotate } from "../src/github/annotations.ts";
import { QuietLog } from "../src/log.ts";
import { storyOf, type Event } from "../src/operations.ts";
import { hide, scrub } from "../src/secrets.ts";
import { logEvent } from "../src/view/progress.ts";
import { promotion } from "../src/view/promotion.ts";
import { commandsIn, hostile, marks } from "./hostile.ts";
import { World } from "./world.ts";

test("texts of an operation command nothing in log, summary, comment, outputs, annotations and deployments", async () => {
  await using world = await World.create();
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.0.0");
  await world.policy("staging", { freeze: [{ from: "2026-01-01T00:00+00:00", until: "2099-01-01T00:00+00:00", reason: hostile }] });
  const body = { message: `bad token a-token-of-the-job: ${hostile}` };
  world.github.faults.next("POST", /comments$/, { kind: "status", status: 422, body });

  const run = await world.run(
    { command: "promote", from: "dev", environment: "staging", reason: hostile.replaceAll(/[\r\n]/g, " ") },
    { eventName: "pull_request", event: { pull_request: { number: 7, head: { sha: "a".repeat(40), repo: { full_name: "acme/orders" } } } } });
  const again = await world.run(
    { command: "promote", from: "dev", environment: "staging" },
    { eventName: "pull_request", event: { pull_request: { number: 7, head: { sha: "a".repeat(40), repo: { full_name: "acme/orders" } } } } });

  assert.equal(run.outputs.outcome, "waiting", run.log);
  assert.match(run.log, /::set-output name=outcome/, "the test is none where the text does not come");
  const known = new Set(["add-mask", "group", "endgroup", "warning", "debug"]);
  for (const each of [run, again]) {
    assert.deepEqual(commandsIn(each.log).filter(name => !known.has(name)), [], each.log);
    assert.deepEqual(Object.keys(each.outputs), ["outcome", "operation", "release"]);
  }

  assert.match(run.log, /::warning::GitHub does not show the comment: it answered 422 \(.*bad token \*\*\*/);
  const shown = [run.summary, ...world.github.state.comments.map(comment => comment.body), ...world.github.state.deployments.flatMap(one => one.statuses.map(status => status.description))];
  assert.equal(world.github.state.comments.length, 1);
  for (const text of shown) {
    marks.forEach(mark => assert.doesNotMatch(text, mark));
  }

  assert.doesNotMatch(run.log.replaceAll(/^::add-mask::.*$/gm, ""), /a-token-of-the-job/);
});

test("texts of events stand in the log between words that nobody knows", () => {
  const written: string[] = [];
  {
    using log = new QuietLog(text => written.push(text));
    const gate = { gate: hostile, verdict: "wait", reason: hostile, remedy: hostile } as const;
    const events: Event[] = [
      { event: "began", operation: hostile, environment: hostile, status: hostile },
      { event: "progress", operation: hostile, phase: hostile, text: hostile, gates: [gate, gate] },
      { event: "progress", operation: hostile, phase: hostile, text: hostile },
      { event: "end", environment: hostile, outcome: "refused", release: null, lastKnownGood: null, findings: [{ code: hostile, severity: "error", message: hostile }] },
    ];
    events.forEach(event => logEvent(event, log));
    const text = promotion(storyOf(events, hostile));
    marks.forEach(mark => assert.doesNotMatch(text, mark));
  }

  assert.deepEqual(commandsIn(written.join("")), ["group", "endgroup"]);
});

test("annotations have texts as they are, in one line each, and no more than GitHub shows", () => {
  const shown: string[] = [];
  const take = (text: string | Error): void => void shown.push(String(text));
  const finding = { code: "MB6015", severity: "error", message: hostile } as const;

  const left = annotate(Array(12).fill(finding), { error: take, warning: take, notice: take });

  assert.equal(left, 2);
  assert.equal(shown.length, 10);
});

test("secrets are taken out of texts, however they come back", () => {
  const masked = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  try {
    hide("s3cret/token+1");
    hide("-----BEGIN KEY-----\nAAAAB3Nza\n-----END KEY-----");
    hide("");
  } finally {
    process.stdout.write = masked;
  }

  assert.equal(scrub("a s3cret/token+1 b"), "a *** b");
  assert.equal(scrub(`basic ${Buffer.from("s3cret/token+1").toString("base64")}`), "basic ***");
  assert.equal(scrub(`?t=${encodeURIComponent("s3cret/token+1")}`), "?t=***");
  assert.equal(scrub("a line AAAAB3Nza of it"), "a line *** of it");
  assert.equal(scrub(""), "");
});
