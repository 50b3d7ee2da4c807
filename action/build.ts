// Bundles the action into dist/, which is checked in: GitHub runs it as it lies there.
//
//   node build.ts            writes dist/
//   node build.ts --check    fails where dist/ is not what the sources give

import { build, type Plugin } from "esbuild";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const home = import.meta.dirname;
const isCheck = process.argv.includes("--check");
const target = isCheck ? await mkdtemp(join(tmpdir(), "modulebuild-action-")) : join(home, "dist");

async function contents(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).toSorted();
  return new Map(await Promise.all(names.map(async name => [name, await readFile(join(folder, name), "utf8")] as const)));
}

// @actions/core asks for identity tokens over an HTTP client of its own: two thirds of the bundle, and half of the time that it takes to
// start. Few runs ask for one, and it is loaded when they do.
const lateIdentity: Plugin = {
  name: "late identity tokens",
  setup: plugin => {
    plugin.onResolve({ filter: /^\.\/oidc-utils\.js$/ }, ({ path, importer, resolveDir }) =>
      importer.endsWith("core.js") ? { path, namespace: "late", pluginData: { resolveDir, real: resolve(resolveDir, path) } } : undefined);
    plugin.onLoad({ filter: /.*/, namespace: "late" }, ({ pluginData }) => ({
      contents: `export class OidcClient {
        static async getIDToken(audience) {
          return (await import(${JSON.stringify(pluginData.real)})).OidcClient.getIDToken(audience);
        }
      }`,
      resolveDir: pluginData.resolveDir,
    }));
  },
};

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
  plugins: [lateIdentity],
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
