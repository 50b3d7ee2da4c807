import assert from "node:assert/strict";
import { test } from "node:test";
import { storyOf } from "../src/operations.ts";
import type { PublishRun } from "../src/publishing/run.ts";
import type { Group, Updates } from "../src/updating/updates.ts";
import { promotion } from "../src/view/promotion.ts";
import { publication, releaseNotes } from "../src/view/publish.ts";
import { description, overview } from "../src/view/update.ts";
import { chromium, show, sound } from "./rendering/browser.ts";
import { World } from "./world.ts";

const skip = chromium === undefined ? "There is no Chromium here to look at what the action writes." : false;

test("what an environment went through is seen in a browser as it is meant", { skip }, async () => {
  await using world = await World.create();

  const first = await world.run({ command: "promote", from: "feed", environment: "dev", modules: "Acme.A@1.0.0 Acme.B@1.0.0" });
  const preview = await world.run({ command: "promote", from: "dev", environment: "staging", "dry-run": "true" });
  const status = await world.run({ command: "status" });
  const document = await show("operations", [first, preview, status].map(run => run.summary).join("\n"));

  assert.match(first.summary, /```mermaid/, first.log);
  assert.match(document, /<svg[^>]*flowchart/);
  sound(document);
});

test("names from elsewhere are shown as they are", { skip }, async () => {
  const hostile = `<script>alert(1)</script> @octocat | [x](https://evil.example) <img src=x> "end`;
  const document = await show("hostile", promotion({
    outcome: "refused",
    environment: hostile,
    operation: hostile,
    plan: { origin: hostile, totalModules: 1, differences: [{ id: hostile, newCapabilities: [hostile], goneCapabilities: [hostile], components: [{ name: hostile, from: hostile, to: null }], notCompared: hostile }], changes: [{ id: hostile, from: hostile, to: hostile, settings: true }] },
    gates: [{ gate: hostile, verdict: "fail", reason: hostile, remedy: hostile }],
    findings: [{ code: hostile, message: hostile }],
  } as unknown as Parameters<typeof promotion>[0]));

  sound(document);
  assert.doesNotMatch(document, /<img|<a\b/);
  assert.ok(document.includes("@octocat | [x](https://evil.example)"));
});

test("updates, publications and what a promotion changes are seen as they are meant", { skip }, async () => {
  const change = {
    id: "Acme.Billing", from: "1.4.0", to: "2.0.0", because: "newest", asked: true, breaking: true, changelog: "## 2.0.0\n\n- **Breaking**: invoices have a currency.\n- Faster.",
    newPermissions: ["network:connect:api.example.com"], capabilities: { new: ["process:start:*"], gone: ["env:read:*"] },
    advisories: { fixed: [{ id: "GHSA-1234", severity: "high", url: "https://github.com/advisories/GHSA-1234" }], remaining: [] },
    compatibility: { comparedWith: "1.4.0", verdict: "breaking", breaking: ["Acme.Billing.Invoice.Total"] }, notCompared: null,
  };
  const group: Group = { key: "major-acme-billing", changes: [change], files: [] };
  const updates: Updates = { workspace: "/w", complete: true, groups: [group], excluded: [{ id: "Acme.Base", current: "1.0.0", latest: "3.0.0" }] };
  const published: PublishRun = {
    feed: "https://api.nuget.org/v3/index.json", run: "1", dryRun: false, blocked: false, done: true, findings: [],
    packages: [{
      id: "Acme.Orders", version: "1.2.0", prerelease: false, contentHash: "x".repeat(88), sha256: "f".repeat(64), file: "x", package: "pushed", symbols: "pushed", hidden: false,
      symbolsFile: null, symbolsSha256: null, notes: "### Added\n\n- Orders may be split.", evidence: [],
    }],
  };
  const story = storyOf([{
    event: "plan",
    plan: {
      kind: "promote", targetEnvironment: "production", origin: "staging, release 7", digest: "sha256:0", totalModules: 3,
      changes: [{ id: "Acme.Orders", from: "1.1.0", to: "1.2.0", settings: false }],
      differences: [{ id: "Acme.Orders", newCapabilities: ["network:connect:*"], goneCapabilities: [], components: [{ name: "Serilog", from: "4.1.0", to: "4.2.0" }, { name: "Polly", from: null, to: "8.5.0" }], notCompared: null }],
      securityChecks: [{ gate: "capabilities", verdict: "wait", reason: "New: Acme.Orders 1.2.0 can do network:connect:*.", remedy: "Approve it." }],
      compatibilityChecks: [], performanceValidations: [], processChecks: [{ gate: "soak", verdict: "pass", reason: "Good since yesterday." }],
    },
  }], "production", true);

  const document = await show("written", [
    description(group),
    overview(updates, [{ group: group.key, number: 12, url: "https://github.com/acme/orders/pull/12", state: "open" }]),
    publication(published, ["Release [Acme.Orders-v1.2.0](https://github.com/acme/orders/releases)"]),
    releaseNotes(published, 0),
    promotion(story),
  ].join("\n\n---\n\n"), 3200);

  sound(document);
  assert.match(document, /GHSA-1234/);
  assert.match(document, /2 packages in the SBOMs differ from what runs there/);
});
