import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Branches } from "../github/branches.ts";
import { Pulls, type Pull } from "../github/pulls.ts";
import type { Session } from "../session.ts";
import { description, title } from "../view/update.ts";
import type { Outcome } from "./outcome.ts";
import { hashOf, type Place } from "./place.ts";
import { trouble } from "./trouble.ts";
import type { Group, Updates } from "./updates.ts";

// Not 'modulebuild/', which begins the branches of environments, where the store is in this repository.
const prefix = "modulebuild-update/";
const defaultLabels = ["dependencies", "modulebuild"];

/** The pull requests of a workspace: one a group. */
export class PullRequests {
  readonly #place: Place;
  readonly #updates: Updates;
  readonly #sha: string;
  readonly #labels: readonly string[];
  readonly #branches: Branches;
  readonly #pulls: Pulls;

  constructor({ inputs, around, github }: Session, place: Place, updates: Updates) {
    const labels = inputs.lines("labels", /[\r\n,]+/);
    this.#place = place;
    this.#updates = updates;
    this.#sha = around.sha;
    this.#labels = labels.length > 0 ? labels : defaultLabels;
    this.#branches = new Branches(github);
    this.#pulls = new Pulls(github);
  }

  /** Opens and refreshes them, and closes those that are needless. What GitHub does not take of one group does not keep others from it. */
  async show(): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const group of this.#updates.groups) {
      try {
        outcomes.push(await this.#showGroup(group));
      } catch (problem) {
        const why = trouble(this.#branchOf(group), problem);
        outcomes.push({ group: group.key, number: null, url: null, state: "failed", problem: why.text });
        if (why.isForAll) {
          return outcomes;
        }
      }
    }

    return this.#updates.complete ? [...outcomes, ...(await this.#closeOthers())] : outcomes;
  }

  async #showGroup(group: Group): Promise<Outcome> {
    const { folder, base, scope } = this.#place;
    const branch = this.#branchOf(group);
    const files = await Promise.all(group.files.map(async file => ({
      path: folder.length === 0 ? file.path : `${folder}/${file.path}`,
      before: await readFile(resolve(this.#updates.workspace, file.path), "utf8"),
      text: await readFile(file.proposed, "utf8"),
    })));
    const mark = `${scope} ${group.key} ${hashOf(JSON.stringify(files)).slice(0, 32)}`;
    const last = await this.#pulls.find(branch);
    if (Pulls.isRefused(last, mark)) {
      return outcomeOf(group.key, last, "refused");
    }

    if (await this.#branches.show({ name: branch, base: this.#sha, subject: title(group), mark, files }) === "foreign") {
      return outcomeOf(group.key, last, "foreign");
    }

    return outcomeOf(group.key, await this.#pulls.show({ branch, base, title: title(group), text: description(group), mark, labels: this.#labels }), "open");
  }

  // What a group of today needs no more: what it would bring is there, or can no longer be had.
  async #closeOthers(): Promise<Outcome[]> {
    const wanted = new Set(this.#updates.groups.map(group => this.#branchOf(group)));
    const outcomes: Outcome[] = [];
    for (const name of (await this.#branches.list(prefix)).filter(branch => !wanted.has(branch))) {
      const [scope, key] = (await this.#branches.tip(name))?.mark?.split(" ") ?? [];
      if (scope !== this.#place.scope || key === undefined) {
        continue;
      }

      try {
        outcomes.push(...(await this.#close(key, name)));
      } catch (problem) {
        outcomes.push({ group: key, number: null, url: null, state: "failed", problem: trouble(name, problem).text });
      }
    }

    return outcomes;
  }

  async #close(key: string, branch: string): Promise<Outcome[]> {
    const pull = await this.#pulls.find(branch, "open");
    if (pull !== undefined) {
      await this.#pulls.close(pull, "There is nothing left in this group to update: its changes are in the base, or cannot be had any more.");
    }

    // Closing takes its time, and a person may have pushed meanwhile.
    if ((await this.#branches.tip(branch))?.mark !== undefined) {
      await this.#branches.remove(branch);
    }

    return pull === undefined ? [] : [outcomeOf(key, pull, "closed")];
  }

  #branchOf(group: Group): string {
    return `${prefix}${group.key}${this.#place.suffix}`;
  }
}

function outcomeOf(group: string, pull: Pull | undefined, state: Outcome["state"]): Outcome {
  return { group, number: pull?.number ?? null, url: pull?.html_url ?? null, state };
}
