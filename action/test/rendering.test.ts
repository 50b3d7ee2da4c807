import assert from "node:assert/strict";
import { test } from "node:test";
import { promotion } from "../src/view/promotion.ts";
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
