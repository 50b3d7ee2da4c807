import assert from "node:assert/strict";
import { test } from "node:test";
import { block, code, link, markdown, plain, table } from "../src/text.ts";
import type { Change, Group } from "../src/updating/updates.ts";
import { description, title } from "../src/view/update.ts";

const hostile = [
  "@acme/team, see #1: closes #5, fixes GH-7, acme/orders#8", "</pre></details><script>alert(1)</script>", "::set-output name=a::b", "%0A::error::c",
  "```\n::stop-commands::x\n`d`", "![e](https://evil.example/f.png) www.evil.example :tada:", "a | b\r\n| c", "<!-- modulebuild: update x -->", "\u202Eesrever", "&#64;team &commat;team", "mail@acme.example",
];

// What a browser makes of it: GitHub looks for references in this.
function read(text: string): string {
  return text.replace(/&#x([0-9a-f]+);/g, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)));
}

const reference = /@\w|#\w|\bGH-\d/i;

test("a text calls nobody, names no issue, and makes no Markdown", () => {
  for (const text of hostile) {
    const shown = markdown(text);
    assert.doesNotMatch(read(shown), reference, shown);
    assert.doesNotMatch(shown.replaceAll(/&#x[0-9a-f]+;/g, ""), /[\\`*_{}[\]<>&|#@~!$^\n\r\u202E]|:\/\//, shown);
    assert.doesNotMatch(shown, /www\.|:tada:|&#\d/, shown);
    assert.doesNotMatch(link(text, undefined), /<script|@\w/);
  }
});

test("a text of fixed width can be copied as it is, and does not end its frame", () => {
  assert.equal(read(code("@acme/a#1")), "<code>@acme/a#1</code>");
  for (const text of hostile) {
    const shown = block(text);
    assert.match(shown, /^<pre>[^<>\n@`]*<\/pre>$/, "no line ends in it: an empty one would end the HTML");
    assert.doesNotMatch(shown, /#\d/, "as a commit's message it names no issue");
  }
});

test("a title is one short line that calls nobody", () => {
  assert.equal(plain("Update @acme/a\n`#1`", 100), "Update @\u200Bacme/a '#\u200B1'");
  assert.equal([...plain("x".repeat(300), 256)].length, 256);
  assert.equal(table(["A"], [[code("a|b")]]).split("\n")[2], "| <code>a&#x7c;b</code> |");
});

test("a description of an update has nothing of what packages say as Markdown", () => {
  const all = hostile.join("\n\n");
  const change: Change = {
    id: all, from: all, to: all, because: all, asked: true, breaking: true, changelog: all, newPermissions: [all], capabilities: { new: [all], gone: [all] },
    advisories: { fixed: [{ id: all, severity: all, url: "javascript:alert(1)" }], remaining: [{ id: all, severity: all, url: "https://evil.example/)@team" }] },
    compatibility: { comparedWith: all, verdict: all, breaking: [all] }, notCompared: all,
  };
  const group: Group = { key: all, changes: [change], files: [] };

  const shown = description(group);

  const outside = read(shown.replaceAll(/<code>[^]*?<\/code>|<pre>[^]*?<\/pre>/g, "").replaceAll(/\]\(https:[^)]*\)/g, "]"));
  assert.doesNotMatch(outside.replaceAll("####", ""), reference, outside);
  assert.doesNotMatch(shown, /<script|javascript:|!\[|```|^::|<!--/m);
  assert.equal(shown.match(/<pre>/g)!.length, shown.match(/<\/pre>/g)!.length);
  assert.doesNotMatch(title(group), reference);
});
