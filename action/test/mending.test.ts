import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, type Seen } from "../src/github/mending.ts";
import { headsOf } from "../src/github/ledgerHeads.ts";
import { pastOf, type Environment, type PastOperation } from "../src/store.ts";

const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

function past(id: string, outcome: PastOperation["outcome"], isOnlyBrought = false): PastOperation {
  return { id, outcome, release: 1, digest: "sha256:0", isOnlyBrought, ledger: { sequence: 1, hash } };
}

function seen(id: number, operation: string, state: string): Seen {
  return { id, task: `modulebuild:${operation}`, environment: "staging", payload: {}, shown: { state, description: "" } };
}

const environment: Environment = {
  name: "staging",
  commit: "c",
  ledger: { sequence: 9, hash },
  current: { release: 1, lastKnownGood: 1, quarantined: [] },
  running: { operation: "runs", digest: "sha256:0", policyCommit: null },
  operation: null,
};

const waiting: Environment = { ...environment, operation: { id: "open", kind: "promote", phase: "waiting" } };
const left: Environment = { ...environment, operation: { id: "open", kind: "promote", phase: "applying" }, seemsLeft: true };
const busy: Environment = { ...left, seemsLeft: false };

const cases: readonly [string, Environment, readonly PastOperation[], readonly Seen[], readonly string[]][] = [
  ["all is shown", environment, [past("runs", "succeeded")], [seen(1, "runs", "success")], []],
  ["what runs is not there", environment, [past("runs", "succeeded")], [], ["runs: none -> success"]],
  ["what runs was marked as over by a person", environment, [past("runs", "succeeded")], [seen(1, "runs", "inactive")], ["runs: inactive -> success"]],
  ["what runs has no status", environment, [past("runs", "succeeded")], [seen(1, "runs", "none")], ["runs: none -> success"]],
  ["two are active", environment, [past("old", "succeeded"), past("runs", "succeeded")], [seen(1, "old", "success"), seen(2, "runs", "success")], ["old: success -> inactive"]],
  ["one that is too old to be told of is active", environment, [past("runs", "succeeded")], [seen(1, "old", "success"), seen(2, "runs", "success")], ["old: success -> inactive"]],
  ["one that is too old to be told of shows an end", environment, [past("runs", "succeeded")], [seen(1, "old", "error"), seen(2, "runs", "success")], []],
  ["one that stopped and was gone on with shows that it stopped", environment, [past("old", "succeeded"), past("runs", "succeeded")], [seen(1, "old", "error"), seen(2, "runs", "success")], ["old: error -> inactive"]],
  ["one was only brought", environment, [past("runs", "succeeded"), past("new", "succeeded", true)], [seen(1, "runs", "success"), seen(2, "new", "success")], ["new: success -> inactive"]],
  ["one operation has two deployments", environment, [past("runs", "succeeded")], [seen(1, "runs", "success"), seen(2, "runs", "success")], ["runs: success, twice -> inactive"]],
  ["of two the older one counts", environment, [past("runs", "succeeded")], [seen(2, "runs", "success"), seen(1, "runs", "none")], ["runs: none -> success", "runs: success, twice -> inactive"]],
  ["a failure is shown as under way", environment, [past("runs", "succeeded"), past("bad", "rolledBack")], [seen(1, "runs", "success"), seen(2, "bad", "in_progress")], ["bad: in_progress -> failure"]],
  ["a failure is over", environment, [past("runs", "succeeded"), past("bad", "refused")], [seen(1, "runs", "success"), seen(2, "bad", "inactive")], []],
  ["what runs needs a person", environment, [past("runs", "needsPerson")], [seen(1, "runs", "success")], ["runs: success -> error"]],
  ["one waits", waiting, [past("runs", "succeeded"), past("open", undefined)], [seen(1, "runs", "success"), seen(2, "open", "in_progress")], ["open: in_progress -> queued"]],
  ["one is left", left, [past("runs", "succeeded"), past("open", undefined)], [seen(1, "runs", "success"), seen(2, "open", "in_progress")], ["open: in_progress -> error"]],
  ["one is worked at", busy, [past("runs", "succeeded"), past("open", undefined)], [seen(1, "runs", "success"), seen(2, "open", "in_progress")], []],
  ["one is worked at that nobody shows", busy, [past("runs", "succeeded"), past("open", undefined)], [seen(1, "runs", "success")], ["open: none -> in_progress"]],
  ["nothing ever ran", { ...environment, running: null }, [], [], []],
];

for (const [name, store, operations, deployments, expected] of cases) {
  test(name, () => {
    const found = compare(store, operations, deployments.toSorted((one, other) => Number(other.id) - Number(one.id)));
    assert.deepEqual(found.map(one => `${one.operation}: ${one.found} -> ${one.truth.state}`), expected);
  });
}

test("operations are put together from the entries of a ledger", () => {
  const entry = (sequence: number, event: object): Parameters<typeof pastOf>[0][number] => ({ hash: `${sequence}`, entry: { sequence, event } });
  const found = pastOf([
    entry(1, {}),
    entry(2, { operation: "a", digest: "d" }),
    entry(3, { operation: "a", release: 7 }),
    entry(4, { operation: "a", outcome: "succeeded" }),
    entry(5, { operation: "b", noActivate: true }),
  ]);

  assert.deepEqual(found, [
    { id: "a", outcome: "succeeded", release: 7, digest: "d", isOnlyBrought: false, ledger: { sequence: 4, hash: "4" } },
    { id: "b", outcome: undefined, release: null, digest: null, isOnlyBrought: true, ledger: { sequence: 5, hash: "5" } },
  ]);
});

test("only what was written as the end of a ledger is taken for one", () => {
  const of = (payload: unknown, description: string): number[] => headsOf(payload, description).map(head => head.sequence);

  assert.deepEqual(of({ ledger: { sequence: 3, hash } }, `It runs. Ledger 12 ${hash.slice(0, 32)}`), [3, 12]);
  assert.deepEqual(of(JSON.stringify({ ledger: { sequence: 3, hash } }), ""), [3]);
  for (const payload of [null, undefined, "", "{", 7, [], { ledger: null }, { ledger: { sequence: "3", hash } }, { ledger: { sequence: 3, hash: "--signers" } }]) {
    assert.deepEqual(of(payload, "Ledger 12 --accept-unsigned"), []);
  }
});
