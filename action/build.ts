// Bundles the action into dist/, which is checked in: GitHub runs it as it lies there.
//
//   node build.ts            writes dist/
//   node build.ts --check    fails where dist/ is not what the sources give

import { build } from "esbuild";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const home = import.meta.dirname;
const isCheck = process.argv.includes("--check");
const target = isCheck ? await mkdtemp(join(tmpdir(), "modulebuild-action-")) : join(home, "dist");

async function contents(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).toSorted();
  return new Map(await Promise.all(names.map(async name => [name, await readFile(join(folder, name), "utf8")] as const)));
}

await rm(target, { recursive: true, force: true });
await build({
  absWorkingDir: home,
  entryPoints: ["src/main.ts", "src/post.ts"],
  outdir: target,
  bundle: true,
  splitting: true, // what only some runs need (cache, attest) is loaded by them only
  format: "esm",
  platform: "node",
  target: "node24",
  minify: true,
  legalComments: "none",
  entryNames: "[name]",
  chunkNames: "[name]-[hash]",
  // Packages in CommonJS ask for Node's own modules by require.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  logLevel: "warning",
});

if (isCheck) {
  const [made, kept] = await Promise.all([contents(target), contents(join(home, "dist"))]);
  await rm(target, { recursive: true });
  const differing = [...new Set([...made.keys(), ...kept.keys()])].filter(name => made.get(name) !== kept.get(name));
  if (differing.length > 0) {
    console.error(`dist/ is not what the sources give: ${differing.join(", ")}. Run 'npm run build' in action/, and commit dist/.`);
    process.exitCode = 1;
  }
}
