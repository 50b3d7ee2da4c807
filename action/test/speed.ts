// Measures what the action takes beyond the command line's own work, and how often it writes to GitHub. By hand:
//
//   node test/speed.ts [RUNS]
//
// GitHub answers at once here. Of each run, the time in which a process of the command line lives is taken off.

import { execFile } from "node:child_process";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cliPath, testingPath, World } from "./world.ts";

const runs = Number(process.argv[2] ?? 20);
const budget = { median: 200, p95: 400 };

async function clocked(world: World): Promise<{ readonly program: string; taken(): Promise<number> }> {
  const [program, times] = [join(world.folder, "clocked"), join(world.folder, "times")];
  await writeFile(program, `#!/bin/sh\nstart=$(date +%s%N)\ndotnet '${cliPath}' "$@"\ncode=$?\necho $start $(date +%s%N) >> '${times}'\nexit $code\n`);
  await chmod(program, 0o755);
  return {
    program,
    taken: async () => {
      const lines = (await readFile(times, "utf8")).trim().split("\n").map(line => line.split(" ").map(BigInt));
      await writeFile(times, "");
      return lines.reduce((sum, [start, end]) => sum + Number(end! - start!) / 1e6, 0);
    },
  };
}

async function measure(name: string, world: World, inputs: Readonly<Record<string, string>>, ready: () => Promise<unknown>): Promise<void> {
  const clock = await clocked(world);
  const overheads: number[] = [];
  for (let turn = 0; turn <= runs; turn++) {
    await ready();
    const start = performance.now();
    const run = await world.run({ ...inputs, "tool-path": clock.program });
    const took = performance.now() - start;
    if (run.exitCode !== 0) {
      throw new Error(run.log);
    }

    overheads.push(took - (await clock.taken()));
  }

  const sorted = overheads.slice(1).toSorted((one, other) => one - other); // the first finds cold disks
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)]!;
  const fits = at(0.5) <= budget.median && at(0.95) <= budget.p95;
  console.log(`${name}: median ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms over the command line, ${runs} runs${fits ? "" : "  OVER BUDGET"}`);
}

async function writes(count: number): Promise<void> {
  await using world = await World.create();
  const modules = Array.from({ length: count }, (_, index) => `Many.M${index}@1.0.0`);
  await promisify(execFile)("dotnet", [testingPath, "packages", join(world.folder, "feed"), ...modules]);
  await world.cli("promote", "feed", "dev", ...modules.flatMap(module => ["--module", module]));
  await world.cli("promote", "dev", "staging");
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.0.0");
  const event = { pull_request: { number: 7, head: { sha: "a".repeat(40), repo: { full_name: "acme/orders" } } } };
  const inputs = { command: "promote", from: "dev", environment: "staging", production: "true" };
  const first = await world.run({ ...inputs }, { event });
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.1.0");
  const before = world.github.requests.length;
  const second = await world.run({ ...inputs }, { event });
  const asked = world.github.requests.slice(before);
  const made = asked.filter(request => !request.startsWith("GET "));
  console.log(`${count} modules: ${made.length} writes and ${asked.length - made.length} reads${made.length <= 6 && first.exitCode === 0 && second.exitCode === 0 ? "" : "  OVER BUDGET"}`);
}

{
  await using world = await World.create();
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.0.0");
  await world.cli("promote", "dev", "staging");
  await world.cli("promote", "feed", "dev", "--module", "Acme.A@1.1.0");
  const promote = { command: "promote", from: "dev", environment: "staging" };
  await measure("status", world, { command: "status" }, async () => {});
  await measure("promote, dry run", world, { ...promote, "dry-run": "true" }, async () => {});
  await measure("promote", world, promote, async () => world.cli("rollback", "staging", "--to", "1"));
}

for (const count of [1, 100, 1000]) {
  await writes(count);
}
