import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";
import type { Readable } from "node:stream";
import { UsageError } from "./inputs.ts";
import { interruption } from "./interruption.ts";
import { Lines } from "./lines.ts";
import { QuietLog } from "./log.ts";

/** What one run of the command line gave. */
export interface Run {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Exit codes of the command line; see docs/cli.md. */
export const exitCodes = { success: 0, findings: 1, usage: 2, bug: 3, waiting: 4, cancelled: 130 } as const;

/** The tool `modulebuild`, wherever it comes from. */
export class Cli {
  readonly #program: string;
  readonly #first: readonly string[];
  /** The folder in which it runs. */
  readonly folder: string;
  readonly #variables: Readonly<Record<string, string>>;

  /**
   * @param program The program, with arguments that always come first.
   * @param folder The folder in which it runs.
   * @param variables Variables of its environment, besides those of this process.
   */
  constructor([program, ...first]: readonly [string, ...string[]], folder: string, variables: Readonly<Record<string, string>> = {}) {
    this.#program = program;
    this.#first = first;
    this.folder = folder;
    this.#variables = variables;
  }

  /** The same with more variables, such as the keys that one run needs. */
  with(variables: Readonly<Record<string, string>>): Cli {
    return new Cli([this.#program, ...this.#first], this.folder, { ...this.#variables, ...variables });
  }

  /**
   * Runs it. What it says for people goes into the log as it comes; its result, on standard output, does not. Where the job is cancelled meanwhile,
   * so is the run: it ends after the step that is being done.
   * @param args The arguments.
   * @param onLine Told of each line of the result as it comes, and of where to log it.
   * @throws {UsageError} It cannot be started.
   */
  async run(args: readonly string[], onLine?: (line: string, log: QuietLog) => void): Promise<Run> {
    using log = new QuietLog();
    log.text(`modulebuild ${args.join(" ")}\n`);
    const child = spawn(this.#program, [...this.#first, ...args], {
      cwd: this.folder,
      env: { ...variablesOf(process.env), DOTNET_NOLOGO: "1", NO_COLOR: "1", ...this.#variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    using _ = interruption.during(() => stop(child));
    const [output, errors] = [gather(child.stdout, line => onLine?.(line, log)), gather(child.stderr, line => log.text(`${line}\n`))];
    const exitCode = await new Promise<number>((done, fail) => {
      child.on("error", problem => fail(new UsageError(whyNot(this.#program, problem))));
      child.on("close", (code, signal) => done(code ?? 128 + (constants.signals[signal!] ?? 0)));
    });
    return { exitCode, output: output(), errors: errors() };
  }
}

// Tells of each line of a stream; what is returned gives the whole text when it has ended.
function gather(stream: Readable, tell: (line: string) => void): () => string {
  const pieces: Buffer[] = [];
  const lines = new Lines(tell);
  stream.on("data", (piece: Buffer) => {
    pieces.push(piece);
    lines.add(piece);
  });
  return () => {
    lines.end();
    return Buffer.concat(pieces).toString("utf8");
  };
}

// 'dotnet modulebuild' runs the tool in a process of its own, and hands SIGTERM on to it; SIGINT it leaves to terminals.
function stop(child: ChildProcess): void {
  child.kill("SIGINT");
  setTimeout(() => child.kill("SIGTERM"), 500).unref();
}

function whyNot(program: string, problem: NodeJS.ErrnoException): string {
  return problem.code !== "ENOENT" ? `'${program}' cannot be run: ${problem.message}.`
    : program === "dotnet" ? "There is no 'dotnet' on this runner. Add 'uses: actions/setup-dotnet' before this step."
    : `'${program}' is not there.`;
}

/** One JSON value of a run that prints one. */
export function jsonOf<T>(run: Run): T | undefined {
  try {
    return JSON.parse(run.output) as T;
  } catch {
    return undefined;
  }
}

/** The event of one line, or undefined. */
export function eventOf<T>(line: string): T | undefined {
  try {
    return JSON.parse(line) as T;
  } catch {
    return undefined;
  }
}

// Inputs hold tokens and keys; whatever the command line starts (probes, deployers) has no business with them. It gets the store's token in
// a variable for git, see storeAccess.ts, and keeps that one from what it starts but git.
function variablesOf(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined && !/^INPUT_/i.test(entry[0])));
}
