import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { commands } from "../src/inputs.ts";
import { workflows } from "./lint/workflows.ts";

// What the action is stands in four places: action.yml for GitHub, docs/action.md for people, the sources, and the message of a wrong input.

const root = resolve(import.meta.dirname, "../..");
const action = read("action.yml");
const page = read("docs/action.md");
const sources = readdirSync(join(root, "action/src"), { recursive: true, encoding: "utf8" })
  .filter(name => name.endsWith(".ts"))
  .map(name => read(join("action/src", name)))
  .join("\n");

test("every input is described in action.yml and in the page, and read by the sources", () => {
  const declared = keysOf("inputs");

  assert.deepEqual(namesIn(sources, /(?:\b[iI]nputs|this)\.(?:text|required|list|lines|flag|number|choice)\("([\w-]+)"|\bgetInput\("([\w-]+)"/g), declared);
  assert.deepEqual(namesIn(section("Inputs"), /^### (.+)$/gm), declared);
});

test("every output is described in action.yml and in the page, and set by the sources", () => {
  const declared = keysOf("outputs");

  assert.deepEqual(namesIn(sources, /\bsetOutput\("([\w-]+)"/g), declared);
  assert.deepEqual(namesIn(section("Outputs"), /^\| `([\w-]+)` \|/gm), declared);
});

test("all name the same commands", () => {
  const known = commands.toSorted();

  assert.deepEqual(namesIn(action.match(/one of ((?:[a-z]+, )+[a-z]+)/)?.[1] ?? "", /([a-z]+)/g), known);
  assert.deepEqual(namesIn(section("Commands"), /^### (.+)$/gm), known);
  assert.deepEqual(namesIn(section("Commands"), /^\| \[`([a-z]+)`\]/gm), known);
  assert.deepEqual(namesIn(section("Permissions").match(/^\| `.*/gm)?.map(row => row.split("|")[1]).join() ?? "", /`([a-z]+)`/g), known);
});

test("the page names the permissions that workflows ask of those who call them", () => {
  const rows = [...section("Reusable workflows").matchAll(/^\| \[`([\w-]+\.yml)`\].*\| (.*) \|$/gm)].map(([, file, permissions]) => [file!, permissions!.replaceAll("`", "").split(", ")] as const);
  const callable = workflows().filter(one => one.place.startsWith(".github/workflows/module-"));

  assert.equal(rows.length, callable.length);
  for (const [file, named] of rows) {
    const jobs = Object.values(callable.find(one => one.place.endsWith(`/${file}`))!.content.jobs);
    if (jobs.every(job => job.permissions === undefined)) {
      assert.equal(file, "module-promote.yml"); // it has what its caller gives it: of the page's own table
      assert.deepEqual(named, ["contents: write (read where the store is elsewhere)", "deployments: write", "pull-requests: write (for a comment)"]);
      continue;
    }

    const asked = jobs.flatMap(job => Object.entries(job.permissions ?? {})).map(([scope, level]) => `${scope}: ${level}`);
    const needed = [...new Set(asked)].filter(one => !one.endsWith(": read") || !asked.includes(one.replace(": read", ": write")));
    assert.deepEqual(named, needed.toSorted(), file);
  }
});

test("every place of the page that the page names is there", () => {
  const anchors = new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replaceAll(/[^\w -]/g, "").replaceAll(" ", "-")));

  assert.deepEqual([...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor!).filter(anchor => !anchors.has(anchor)), []);
});

function keysOf(block: string): string[] {
  const text = action.match(new RegExp(`^${block}:\\n((?:(?: .*)?\\n)+)`, "m"))?.[1] ?? "";
  return namesIn(text, /^ {2}([\w-]+):/gm);
}

function section(title: string): string {
  return page.split(/^## /m).find(part => part.startsWith(`${title}\n`)) ?? "";
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(match => match.slice(1).find(group => group !== undefined)!))].toSorted();
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
