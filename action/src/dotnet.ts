import { exec } from "@actions/exec";
import { UsageError } from "./inputs.ts";
import { Lines } from "./lines.ts";
import { QuietLog } from "./log.ts";

const mostLines = 40;

/** What a run of `dotnet` came to. */
export interface DotnetRun {
  readonly exitCode: number;
  /** The last lines that it wrote. */
  readonly lastLines: readonly string[];
}

/**
 * Runs `dotnet`, and lets the log have what it writes. Each line is indented there: actions/setup-dotnet lets the runner make annotations of lines
 * that begin with a file, and those of this action stand there already.
 * @throws {UsageError} There is none.
 */
export async function dotnet(args: readonly string[], folder: string): Promise<DotnetRun> {
  using log = new QuietLog();
  const lastLines: string[] = [];
  const lines = new Lines(line => {
    log.text(`  ${line}\n`);
    if (line.trim().length > 0) {
      lastLines.push(line);
      lastLines.splice(0, Math.max(0, lastLines.length - mostLines));
    }
  });
  log.text(`dotnet ${args.join(" ")}\n`);
  try {
    const exitCode = await exec("dotnet", [...args], {
      cwd: folder,
      env: variablesOf(process.env),
      silent: true,
      ignoreReturnCode: true,
      listeners: { stdout: data => lines.add(data), stderr: data => lines.add(data) },
    });
    lines.end();
    return { exitCode, lastLines };
  } catch (problem) {
    throw /unable to locate executable/i.test(String(problem))
      ? new UsageError("There is no 'dotnet' on this runner. Add actions/setup-dotnet before this step.")
      : problem;
  }
}

// A build runs what is in the repository, and perhaps what a stranger proposes: it gets what a step with 'run' would get, and no token of this one.
function variablesOf(variables: NodeJS.ProcessEnv): Record<string, string> {
  const own = /^(INPUT_|ACTIONS_|GITHUB_(OUTPUT|STATE)$)/i;
  const kept = Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined && !own.test(entry[0]));
  return { ...Object.fromEntries(kept), DOTNET_NOLOGO: "1", NO_COLOR: "1" };
}
