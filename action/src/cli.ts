import { getExecOutput } from "@actions/exec";
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
   * Runs it. What it says for people goes into the log as it comes; its result, on standard output, does not.
   * @param args The arguments.
   * @param onLine Told of each line of the result as it comes.
   * @throws {Error} It cannot be started.
   */
  async run(args: readonly string[], onLine?: (line: string) => void): Promise<Run> {
    using log = new QuietLog();
    log.text(`modulebuild ${args.join(" ")}\n`);
    const { exitCode, stdout, stderr } = await getExecOutput(this.#program, [...this.#first, ...args], {
      cwd: this.folder,
      env: { ...variablesOf(process.env), DOTNET_NOLOGO: "1", NO_COLOR: "1", ...this.#variables },
      silent: true,
      ignoreReturnCode: true,
      listeners: { stderr: data => log.text(data.toString("utf8")), ...(onLine === undefined ? {} : { stdline: onLine }) },
    });
    return { exitCode, output: stdout, errors: stderr };
  }
}

/** One JSON value of a run that prints one. */
export function jsonOf<T>(run: Run): T | undefined {
  try {
    return JSON.parse(run.output) as T;
  } catch {
    return undefined;
  }
}

/** The events of a run that prints one JSON object a line. A line that is none (the process was killed while it wrote) ends them. */
export function eventsOf<T>(run: Run): T[] {
  const events: T[] = [];
  for (const line of run.output.split("\n").filter(text => text.length > 0)) {
    const event = eventOf<T>(line);
    if (event === undefined) {
      break;
    }

    events.push(event);
  }

  return events;
}

/** The event of one line, or undefined. */
export function eventOf<T>(line: string): T | undefined {
  try {
    return JSON.parse(line) as T;
  } catch {
    return undefined;
  }
}

// Inputs hold tokens and keys; whatever the command line starts (probes, deployers) has no business with them.
function variablesOf(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined && !/^INPUT_/i.test(entry[0])));
}
