import { notice, setFailed, setOutput, warning } from "@actions/core";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { jsonOf } from "../cli.ts";
import { Branches } from "../github/branches.ts";
import { Pulls } from "../github/pulls.ts";
import { UsageError } from "../inputs.ts";
import { summarize, type Session } from "../session.ts";
import { code, link } from "../text.ts";
import type { Group, Updates, UpdateStatus } from "../updates.ts";
import { description, overview, title } from "../view/update.ts";
import { failureOf } from "../store.ts";

// Not 'modulebuild/', which begins the branches of environments, where the store is in this repository.
const prefix = "modulebuild-update/";

interface Outcome {
  readonly group: string;
  readonly number: number | null;
  readonly url: string | null;
  readonly state: "open" | "refused" | "foreign" | "planned" | "closed";
}

/** `update`: newer modules into the lock, one pull request a group. */
export async function update(session: Session): Promise<void> {
  const { inputs, cli, around } = session;
  const isDryRun = inputs.flag("dry-run");
  const store = inputs.text("store");
  const storeOption = store.length > 0 ? ["--store", store] : [];
  const asked = await cli.run(["update", "--status", "--json", ...storeOption]);
  const status = jsonOf<UpdateStatus>(asked);
  if (status === undefined) {
    setFailed(failureOf(asked));
    return;
  }

  setOutput("pull-requests", "[]");
  if (!status.due && !inputs.flag("force")) {
    const why = status.enabled ? `Updates were looked for at ${status.lastCheck}; the next time is ${status.nextCheck}.`
      : "Updates are not looked for: 'update.enabled' of modulebuild.json is not true.";
    notice(why);
    await summarize(`### Updates\n\n${code(why)}\n\n`);
    return;
  }

  const folder = await mkdtemp(join(around.temp, "modulebuild-update-"));
  const run = await cli.run(["update", "--groups", "--json", "--proposals", folder]);
  const updates = jsonOf<Updates>(run);
  if (updates === undefined) {
    setFailed(failureOf(run));
    return;
  }

  const outcomes = await new Showing(session, updates).show(isDryRun);
  setOutput("pull-requests", JSON.stringify(outcomes));
  const lines = updates.groups.map(group => {
    const outcome = outcomes.find(one => one.group === group.key)!;
    const words = { open: "", refused: "closed by a person: these versions are refused", foreign: "left alone: somebody else pushed to its branch", planned: "not opened: a dry run", closed: "closed" };
    return [code(group.key), String(group.changes.length), `${outcome.url === null ? "" : link(`#${outcome.number}`, outcome.url)} ${words[outcome.state]}`.trim()];
  });
  await summarize(overview(updates, lines)
    + (lines.length > 0 ? "Pull requests that the job's own token opens start no workflows; see docs/action.md, section `update`.\n\n" : ""));
  if (!updates.complete) {
    setFailed(failureOf(run));
  } else if (!isDryRun && status.problem === null) {
    const recorded = await cli.run(["update", "--record-check", ...storeOption]);
    if (recorded.exitCode !== 0) {
      warning(`That updates were looked for could not be kept, so the next run looks again: ${failureOf(recorded)}`);
    }
  }
}

/** The pull requests of a workspace. */
class Showing {
  readonly #session: Session;
  readonly #updates: Updates;
  readonly #folder: string;
  readonly #suffix: string;
  readonly #base: string;
  readonly #branches: Branches;
  readonly #pulls: Pulls;

  constructor(session: Session, updates: Updates) {
    this.#session = session;
    this.#updates = updates;
    this.#folder = relative(rootOf(updates.workspace, session.around.workspace), updates.workspace).replaceAll("\\", "/");
    if (!session.around.ref.startsWith("refs/heads/")) {
      throw new UsageError(`'command: update' runs on a branch, to which its pull requests are made; this run is of '${session.around.ref}'. Start it by 'schedule' or 'workflow_dispatch'.`);
    }

    // Workspaces of a repository each have groups of their own, which may have the same names.
    this.#suffix = this.#folder.length === 0 ? "" : `-${hashOf(this.#folder).slice(0, 8)}`;
    this.#base = session.around.ref.slice("refs/heads/".length);
    this.#branches = new Branches(session.github);
    this.#pulls = new Pulls(session.github);
  }

  async show(isDryRun: boolean): Promise<Outcome[]> {
    if (isDryRun) {
      return this.#updates.groups.map(group => ({ group: group.key, number: null, url: null, state: "planned" }));
    }

    const outcomes: Outcome[] = [];
    for (const group of this.#updates.groups) {
      outcomes.push(await this.#showGroup(group));
    }

    return this.#updates.complete ? [...outcomes, ...(await this.#closeOthers())] : outcomes;
  }

  async #showGroup(group: Group): Promise<Outcome> {
    const branch = `${prefix}${group.key}${this.#suffix}`;
    const files = await Promise.all(group.files.map(async file => ({
      path: this.#folder.length === 0 ? file.path : `${this.#folder}/${file.path}`,
      before: await readFile(resolve(this.#updates.workspace, file.path), "utf8"),
      text: await readFile(file.proposed, "utf8"),
    })));
    const mark = `${this.#scope} ${group.key} ${hashOf(JSON.stringify(files)).slice(0, 32)}`;
    const last = await this.#pulls.find(branch);
    if (Pulls.isRefused(last, mark)) {
      return { group: group.key, number: last!.number, url: last!.html_url, state: "refused" };
    }

    const state = await this.#branches.show({ name: branch, base: this.#session.around.sha, subject: title(group), mark, files });
    if (state === "foreign") {
      return { group: group.key, number: last?.number ?? null, url: last?.html_url ?? null, state };
    }

    const pull = await this.#pulls.show({ branch, base: this.#base, title: title(group), text: description(group), mark, labels: this.#labels });
    return { group: group.key, number: pull.number, url: pull.html_url, state: "open" };
  }

  // What a group of today needs no more: what it would bring is there, or can no longer be had.
  async #closeOthers(): Promise<Outcome[]> {
    const wanted = new Set(this.#updates.groups.map(group => `${prefix}${group.key}${this.#suffix}`));
    const outcomes: Outcome[] = [];
    for (const name of (await this.#branches.list(prefix)).filter(branch => !wanted.has(branch))) {
      const [scope, key] = (await this.#branches.tip(name))?.mark?.split(" ") ?? [];
      if (scope !== this.#scope || key === undefined) {
        continue;
      }

      const pull = await this.#pulls.find(name, "open");
      if (pull !== undefined) {
        await this.#pulls.close(pull, "There is nothing left in this group to update: its changes are in the base, or cannot be had any more.");
        outcomes.push({ group: key, number: pull.number, url: pull.html_url, state: "closed" });
      }

      await this.#branches.remove(name);
    }

    return outcomes;
  }

  get #scope(): string {
    return `${hashOf(`${this.#base}\n${this.#folder}`).slice(0, 8)}`;
  }

  get #labels(): string[] {
    const labels = this.#session.inputs.list("labels");
    return labels.length > 0 ? labels : ["dependencies", "modulebuild"];
  }
}

// The nearest folder that git knows; where the runner has no clone, the folder that GitHub names.
function rootOf(folder: string, otherwise: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) {
      return at;
    }

    if (dirname(at) === at) {
      return otherwise;
    }
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
