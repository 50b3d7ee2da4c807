import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { FakeGitHub } from "./fakeGitHub/server.ts";

const root = resolve(import.meta.dirname, "../..");
const binaries = join(root, "artifacts", "bin");

/** The command line: compiled ahead of time, where the test command made it so; else as the build of the repository leaves it. */
export const cliPath = process.env.TESTED_COMMAND_LINE || join(binaries, "ModuleBuild.Cli", "debug", "modulebuild.dll");

/** Writes packages, and serves them; see TestingProgram.cs. */
export const testingPath = join(binaries, "ModuleBuild.Testing", "debug", "ModuleBuild.Testing.dll");

/** The bundle, as GitHub runs it. */
export const bundlePath = join(root, "action", "dist", "main.js");

/** What GitHub runs when the job is over. */
export const postPath = join(root, "action", "dist", "post.js");

/** What one run of the action came to. */
export interface ActionRun {
  readonly exitCode: number | null;
  /** All that it wrote into the log. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** What it left for what runs when the job is over. */
  readonly state: Readonly<Record<string, string>>;
}

/** How a run of the action differs from a plain push to main. */
export interface Occasion {
  /** The event's payload. */
  readonly event?: object;
  readonly eventName?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** What runs instead of the bundle, as arguments of Node.js, and the folder in which it starts. */
  readonly program?: { readonly args: readonly string[]; readonly folder: string };
  /** Told of the process, for tests that kill it, or send it a signal as GitHub's runner does. */
  readonly onStart?: (kill: () => void, signal: (name: NodeJS.Signals) => void) => void;
}

/** A workspace with a feed, a store and the environments dev, staging and production; and a GitHub. */
export class World implements AsyncDisposable {
  readonly folder: string;
  readonly github: FakeGitHub;
  #runs = 0;

  private constructor(folder: string, github: FakeGitHub) {
    this.folder = folder;
    this.github = github;
  }

  /** Makes one: by command line where no test has made one before, then by copying. */
  static async create(): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), "modulebuild-world-"));
    await cp(await template(), folder, { recursive: true });
    return new World(folder, await FakeGitHub.start());
  }

  get workspace(): string {
    return join(this.folder, "workspace");
  }

  /** Runs the action, as GitHub's runner does: the bundle, with inputs and surroundings as variables. */
  async run(inputs: Readonly<Record<string, string>>, occasion: Occasion = {}): Promise<ActionRun> {
    const home = join(this.folder, `run${++this.#runs}`);
    await mkdir(join(home, "temp"), { recursive: true });
    const [output, summary, event, state] = ["output", "summary", "event.json", "state"].map(name => join(home, name)) as [string, string, string, string];
    await Promise.all([output, summary, state].map(async path => writeFile(path, "")));
    await writeFile(event, JSON.stringify(occasion.event ?? {}));
    const given = { command: "status", "github-token": "a-token-of-the-job", "tool-path": cliPath, ...inputs };
    const variables: Record<string, string> = {
      PATH: process.env.PATH!,
      HOME: process.env.HOME ?? home,
      NUGET_PACKAGES: join(this.folder, "packages"),
      DOTNET_CLI_TELEMETRY_OPTOUT: "1",
      GITHUB_ACTIONS: "true",
      GITHUB_ACTOR: "octocat",
      GITHUB_API_URL: this.github.url,
      GITHUB_EVENT_NAME: occasion.eventName ?? "push",
      GITHUB_EVENT_PATH: event,
      GITHUB_OUTPUT: output,
      GITHUB_REF: "refs/heads/main",
      GITHUB_REPOSITORY: "acme/orders",
      GITHUB_RUN_ID: "4711",
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_SHA: "a".repeat(40),
      GITHUB_STATE: state,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: this.workspace,
      RUNNER_TEMP: join(home, "temp"),
      RUNNER_TOOL_CACHE: join(this.folder, "tools"),
      ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...occasion.variables,
    };
    const child = spawn(process.execPath, occasion.program?.args ?? [bundlePath], { cwd: occasion.program?.folder ?? this.workspace, env: variables, stdio: ["ignore", "pipe", "pipe"], detached: true });
    occasion.onStart?.(() => process.kill(-child.pid!, "SIGKILL"), name => void child.kill(name));
    const log: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => log.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => log.push(text));
    const exitCode = await new Promise<number | null>((done, fail) => child.on("error", fail).on("close", code => done(code)));
    return { exitCode, log: log.join(""), outputs: outputsOf(await readFile(output, "utf8")), summary: await readFile(summary, "utf8"), state: outputsOf(await readFile(state, "utf8")) };
  }

  /** Runs what GitHub runs when the job is over. */
  async post(inputs: Readonly<Record<string, string>>, main: ActionRun): Promise<ActionRun> {
    const state = Object.fromEntries(Object.entries(main.state).map(([name, value]) => [`STATE_${name}`, value]));
    return this.run(inputs, { program: { args: [postPath], folder: this.workspace }, variables: state });
  }

  /** Changes the policy of an environment. */
  async policy(environment: string, change: object): Promise<void> {
    const file = join(this.workspace, "environments", `${environment}.json`);
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), ...change }));
  }

  /** Runs the command line in the workspace. */
  async cli(...args: string[]): Promise<string> {
    return cli(this.folder, ...args);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.github[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Packages of the template's feed; see TestingProgram.cs for the form. */
const packages = ["Acme.A@1.0.0", "Acme.A@1.1.0", "Acme.A@2.0.0", "Acme.B@1.0.0 Acme.A@[1.0,2.0)", "Acme.B@2.0.0 Acme.A@[2.0,3.0)"];

const environments = [["dev"], ["staging", "--from", "dev"], ["production", "--from", "staging"]];

async function template(): Promise<string> {
  const stamp = createHash("sha256").update(await readFile(import.meta.filename)).update(String(statSync(cliPath).mtimeMs)).digest("hex").slice(0, 12);
  const home = join(root, "artifacts", "action", `world-${stamp}`);
  if (existsSync(home)) {
    return home;
  }

  await mkdir(join(root, "artifacts", "action"), { recursive: true });
  const made = await mkdtemp(join(root, "artifacts", "action", "making-"));
  await mkdir(join(made, "workspace"));
  await writeFile(join(made, "workspace", "modulebuild.json"), "{}");
  await writeFile(join(made, "workspace", "nuget.config"), `<configuration>
  <config><add key="globalPackagesFolder" value="../packages" /></config>
  <packageSources><clear /><add key="feed" value="../feed" /></packageSources>
</configuration>
`);
  await promisify(execFile)("dotnet", [testingPath, "packages", join(made, "feed"), ...packages]);
  await cli(made, "env", "init");
  for (const [name, ...rest] of environments) {
    await cli(made, "env", "add", name!, ...rest, "--path", `../run/${name}`, "--security-level", "low");
  }

  await rename(made, home).catch(async problem => {
    // Another process of tests was faster.
    await rm(made, { recursive: true });
    if (!existsSync(home)) {
      throw problem;
    }
  });
  return home;
}

async function cli(folder: string, ...args: string[]): Promise<string> {
  return cliIn(join(folder, "workspace"), ...args);
}

/** Runs the command line in a folder, beside which its packages are kept. */
export async function cliIn(workspace: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("dotnet", [cliPath, ...args], {
    cwd: workspace,
    env: { ...process.env, NUGET_PACKAGES: join(workspace, "..", "packages"), GITHUB_ACTOR: "octocat" },
  });
  return stdout;
}

// Each output stands as `name<<word`, its lines, and the word once more.
function outputsOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^([^\n<]+)<<(\S+)\r?\n([\s\S]*?)\r?\n\2$/gm)].map(match => [match[1]!, match[3]!]));
}
