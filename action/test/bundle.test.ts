import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { bundlePath } from "./world.ts";

const most = 0.8 * 1024 * 1024;

test("what every run loads is small: caches and attestations come only where they are used", () => {
  const folder = dirname(bundlePath);
  const loaded = new Set<string>();
  const load = (name: string): void => {
    if (!loaded.has(name)) {
      loaded.add(name);
      [...readFileSync(join(folder, name), "utf8").matchAll(/(?:from|import)\s*"\.\/([\w-]+\.js)"/g)].forEach(([, next]) => load(next!));
    }
  };
  load("main.js");

  const bytes = [...loaded].reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  console.log(`main bundle: ${(bytes / 1024 / 1024).toFixed(2)} MB in ${loaded.size} of ${readdirSync(folder).length} files`);
  assert.ok(bytes <= most, `${bytes} bytes`);
});
