import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../lint/workflows.ts";

const run = promisify(execFile);

/** The browser; undefined where there is none. */
export const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(path => existsSync(path));

/** How wide, and how dark, a page is looked at. */
export const looks = { light: [1012, "light"], dark: [1012, "dark"], narrow: [400, "light"] } as const;

// What GitHub lets through, as far as we or a text from elsewhere could write it.
const elements = [..."h1 h2 h3 h4 p br hr ul ol li table thead tbody tr th td code pre details summary a strong em del blockquote img".split(" ")];

/** Shows Markdown as GitHub does, as pictures of a height in pixels; gives the document that came of it. */
export async function show(name: string, markdown: string, height = 1600): Promise<string> {
  const modules = join(await install(), "node_modules");
  const require = createRequire(join(modules, "x.js"));
  const { marked } = require("marked") as { marked: (text: string, options: object) => string };
  const sanitize = require("sanitize-html") as (html: string, options: object) => string;
  const body = sanitize(marked(markdown, { gfm: true }), { allowedTags: elements, allowedAttributes: { a: ["href"], code: ["class"] }, allowedSchemes: ["http", "https", "mailto"] })
    .replace(/<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g, `<pre class="mermaid">$1</pre>`)
    .replaceAll("<details>", "<details open>");
  const folder = join(root, "artifacts/action/rendering");
  await mkdir(folder, { recursive: true });
  const pages = Object.entries(looks).map(async ([look, [width, colours]]) => {
    const file = join(folder, `${name}-${look}`);
    await writeFile(`${file}.html`, `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="${join(modules, `github-markdown-css/github-markdown-${colours}.css`)}">
<body class="markdown-body" style="padding: 24px; margin: 0">${body}
<script src="${join(modules, "mermaid/dist/mermaid.min.js")}"></script>
<script>mermaid.initialize({ theme: "${colours === "dark" ? "dark" : "default"}", startOnLoad: true });</script>`);
    const { stdout } = await run(chromium!, ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files", `--user-data-dir=${file}.profile`,
      "--virtual-time-budget=10000", `--window-size=${width},${height}`, `--screenshot=${file}.png`, "--dump-dom", `file://${file}.html`], { maxBuffer: 1 << 26, timeout: 60_000 });
    await rm(`${file}.profile`, { recursive: true, force: true });
    return stdout;
  });
  return (await Promise.all(pages))[0]!.replace(/<script[\s\S]*?<\/script>/g, "").replace(/<(style|link)\b[^>]*>/g, "");
}

// Once for each lock file.
async function install(): Promise<string> {
  const sources = join(root, "tests/summary-browser");
  const stamp = createHash("sha256").update(readFileSync(join(sources, "package-lock.json"))).digest("hex").slice(0, 12);
  const home = join(root, "artifacts/action", `summary-browser-${stamp}`);
  if (!existsSync(home)) {
    const made = `${home}.${process.pid}`;
    await mkdir(made, { recursive: true });
    await cp(sources, made, { recursive: true, filter: source => !source.endsWith("node_modules") });
    await run("npm", ["ci", "--no-progress", "--loglevel=error"], { cwd: made });
    await rename(made, home).catch(async () => rm(made, { recursive: true }));
  }

  return home;
}

/** Holds a document against what all of them keep to. */
export function sound(document: string): void {
  assert.doesNotMatch(document, /Syntax error|error-icon"/);
  assert.doesNotMatch(document, /<script|href="(?!https?:)/);
  for (const [, table] of document.matchAll(/<table>([\s\S]*?)<\/table>/g)) {
    assert.match(table!, /<tbody>\s*<tr>/);
  }
}
