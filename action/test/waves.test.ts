import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { BuildWorld, commit, write } from "./buildWorld.ts";
import { textsOf } from "./calledWorkflows.ts";
import { read } from "./lint/workflows.ts";
import type { World } from "./world.ts";

interface Job {
  readonly if?: string;
  readonly strategy?: { readonly matrix: string };
}

const files = (id: string, ...needs: string[]): Record<string, string> => ({
  [`${id}/${id}.csproj`]: `<Project Sdk="Microsoft.NET.Sdk" />`,
  [`${id}/module.json`]: JSON.stringify({
    manifestVersion: 1, name: id, summary: "Is planned.", license: "MIT", host: { "Acme.Gateway": "[8.3,9.0)" },
    ...(needs.length > 0 ? { dependencies: Object.fromEntries(needs.map(need => [need, "[1.0,2.0)"])) } : {}),
    entryPoints: [{ scope: "gateway", type: `${id}.Entry` }],
  }),
});

/** What the page shows for building one wave after another. */
const jobs = [...read("docs/action.md").matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
  .map(([, text]) => (/^ {2}wave-1:/m.test(text!) ? (parse(text!) as { readonly jobs: Readonly<Record<string, Job>> }).jobs : undefined))
  .find(found => found !== undefined)!;

/** Of each job of the page, whether it runs, and the modules of its matrix. */
async function planned(world: World, inputs: Readonly<Record<string, string>> = {}): Promise<(readonly (readonly string[])[] | undefined)[]> {
  const run = await world.run({ command: "plan", ...inputs });
  assert.equal(run.exitCode, 0, run.log);
  return ["wave-1", "wave-2"].map(name => {
    const { wanted, matrix } = textsOf({ wanted: jobs[name]!.if, matrix: `\${{ toJSON(${jobs[name]!.strategy!.matrix.slice(3, -2)}) }}` }, { needs: { plan: { outputs: run.outputs } } });
    return wanted === "true" ? (JSON.parse(matrix!) as { include: readonly { ids: readonly string[] }[] }).include.map(job => job.ids) : undefined;
  });
}

test("waves are matrices, one after another, and those without modules are skipped", async () => {
  await using world = await BuildWorld.create({ ...files("Acme.A"), ...files("Acme.B"), ...files("Acme.C", "Acme.A") });

  const all = await planned(world);
  const shared = await planned(world, { jobs: "1" });
  await write(world, { "Acme.B/New.cs": "" });
  await commit(world);
  const one = await planned(world, { since: "HEAD~1" });
  const none = await planned(world, { since: "HEAD" });

  assert.deepEqual(all, [[["Acme.A"], ["Acme.B"]], [["Acme.C"]]]);
  assert.deepEqual(shared, [[["Acme.A", "Acme.B"]], [["Acme.C"]]]);
  assert.deepEqual(one, [[["Acme.B"]], undefined]);
  assert.deepEqual(none, [undefined, undefined]);
});
