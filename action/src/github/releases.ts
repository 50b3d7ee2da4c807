import { fit } from "../text.ts";
import { Assets, type Holder, type ShownFile } from "./assets.ts";
import { all, older, pageSize, statusOf, type Client } from "./client.ts";
import { once, sentOnce } from "./once.ts";

/** A release, as GitHub is to show it. */
export interface ShownRelease {
  /** Id of the publish run: what makes looking up and repairing possible. */
  readonly run: string;
  readonly tag: string;
  readonly sha: string;
  readonly name: string;
  /** Markdown. */
  readonly notes: string;
  readonly isPrerelease: boolean;
  readonly files: readonly ShownFile[];
}

/** A release that GitHub shows. */
export interface FoundRelease {
  readonly url: string;
  readonly tag: string;
  /** Names of files that it holds with other bytes: somebody changed them after it was published. */
  readonly differing: readonly string[];
}

interface Release extends Holder {
  readonly tag_name: string;
  readonly body?: string | null | undefined;
  readonly html_url: string;
}

const longestNotes = 125_000;

/**
 * GitHub's releases: a draft gets all files, their digests are compared, and then it is published. Immutable releases take none later. What
 * people write into a release stays: texts are written once, when it is made.
 */
export class Releases {
  readonly #client: Client;
  readonly #assets: Assets;

  constructor(client: Client) {
    this.#client = client;
    this.#assets = new Assets(client);
  }

  /** Makes GitHub show a release; asking again goes on where the last run stopped. */
  async show(release: ShownRelease): Promise<FoundRelease> {
    const found = await this.#settle(release);
    const differing = await this.#assets.bring(found, release.files);
    if (!found.draft) {
      return shown(found, differing);
    }

    try {
      const { data } = await this.#client.request("PATCH /repos/{owner}/{repo}/releases/{release_id}", {
        ...this.#client.place,
        release_id: Number(found.id),
        draft: false,
        make_latest: "legacy", // by version and date: a fix of an older line is not the latest one
      });
      return shown(data, differing);
    } catch (problem) {
      // The tag has a release by now: that one counts, and is given what it lacks.
      const other = statusOf(problem) === 422 ? await this.#tagged(found.tag_name) : undefined;
      if (other === undefined) {
        throw problem;
      }

      // Else it is this one: it was published, and the answer was lost.
      if (other.id !== found.id) {
        await this.#remove(found);
      }

      return shown(other, await this.#assets.bring(other, release.files));
    }
  }

  async #settle(release: ShownRelease): Promise<Release> {
    let made: Release | undefined;
    const found = await once(async () => this.#find(release), async () => (made = await this.#create(release)));
    if (made === undefined) {
      return found;
    }

    // Another run may have made one at the same time. The older one counts, for both.
    const first = (await this.#find(release)) ?? made;
    if (first.id !== made.id) {
      await this.#remove(made);
    }

    return first;
  }

  // A draft has no tag yet, and is found by listing only.
  async #find(release: ShownRelease): Promise<Release | undefined> {
    const published = await this.#tagged(release.tag);
    if (published !== undefined) {
      return published;
    }

    const found = await all(async page => this.#client.request("GET /repos/{owner}/{repo}/releases", { ...this.#client.place, per_page: pageSize, page }));
    const own = found.filter(candidate => candidate.body?.includes(markOf(release)) === true).toSorted(older);
    return own.find(candidate => !candidate.draft) ?? own[0] ?? (await this.#rewritten(release, found));
  }

  // Who writes new notes into a draft may lose our mark with the old ones. A file that only this run can have tells that the draft is ours.
  async #rewritten(release: ShownRelease, found: readonly Release[]): Promise<Release | undefined> {
    for (const draft of found.filter(candidate => candidate.draft && candidate.tag_name === release.tag).toSorted(older)) {
      if (release.files[0] !== undefined && (await this.#assets.has(draft, release.files[0]))) {
        return draft;
      }
    }

    return undefined;
  }

  async #tagged(tag: string): Promise<Release | undefined> {
    try {
      const { data } = await this.#client.request("GET /repos/{owner}/{repo}/releases/tags/{tag}", { ...this.#client.place, tag });
      return data.draft ? undefined : data;
    } catch (problem) {
      if (statusOf(problem) === 404) {
        return undefined;
      }

      throw problem;
    }
  }

  async #create(release: ShownRelease): Promise<Release> {
    const { data } = await this.#client.request("POST /repos/{owner}/{repo}/releases", {
      ...this.#client.place,
      tag_name: release.tag,
      target_commitish: release.sha,
      name: release.name,
      body: `${fit(release.notes, longestNotes - 200, "The rest stands in the changelogs of the modules.")}\n${markOf(release)}`,
      draft: true,
      prerelease: release.isPrerelease,
      request: sentOnce,
    });
    return data;
  }

  async #remove(draft: Release): Promise<void> {
    await this.#client.request("DELETE /repos/{owner}/{repo}/releases/{release_id}", { ...this.#client.place, release_id: Number(draft.id) }).catch(problem => {
      if (statusOf(problem) !== 404) {
        throw problem;
      }
    });
  }
}

function markOf(release: ShownRelease): string {
  return `<!-- modulebuild: ${release.run} -->`;
}

function shown(release: Release, differing: readonly string[]): FoundRelease {
  return { url: release.html_url, tag: release.tag_name, differing };
}
