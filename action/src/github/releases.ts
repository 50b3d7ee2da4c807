import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fit } from "../text.ts";
import { once, sentOnce } from "./once.ts";
import { all, older, pageSize, statusOf, type Client, type Id } from "./client.ts";

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
  /** Absolute paths of files; their names are those of the assets. */
  readonly files: readonly string[];
}

interface Asset {
  readonly id: Id;
  readonly name: string;
  readonly state: string;
  readonly digest?: string | null;
}

interface Release {
  readonly id: Id;
  readonly tag_name: string;
  readonly draft: boolean;
  readonly body?: string | null | undefined;
  readonly html_url: string;
  readonly upload_url: string;
}

const longestNotes = 125_000;

/** GitHub's releases: a draft gets all files, their digests are compared, and then it is published. Immutable releases take none later. */
export class Releases {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Makes GitHub show a release; asking again goes on where the last run stopped.
   * @returns The address of its page.
   */
  async show(release: ShownRelease): Promise<string> {
    const mark = `<!-- modulebuild: ${release.run} -->`;
    const found = await once(async () => this.#find(mark), async () => this.#create(release, mark));
    if (!found.draft) {
      await this.#compare(found, release);
      return found.html_url;
    }

    await this.#upload(found, release);
    const { data } = await this.#client.request("PATCH /repos/{owner}/{repo}/releases/{release_id}", {
      ...this.#client.place,
      release_id: Number(found.id),
      draft: false,
    });
    return data.html_url;
  }

  // A draft has no tag yet, and is found by listing only.
  async #find(mark: string): Promise<Release | undefined> {
    const found = await all(async page => this.#client.request("GET /repos/{owner}/{repo}/releases", { ...this.#client.place, per_page: pageSize, page }));
    const own = found.filter(release => release.body?.includes(mark) === true).toSorted(older);
    return own.find(release => !release.draft) ?? own[0];
  }

  async #create(release: ShownRelease, mark: string): Promise<Release> {
    const { data } = await this.#client.request("POST /repos/{owner}/{repo}/releases", {
      ...this.#client.place,
      tag_name: release.tag,
      target_commitish: release.sha,
      name: release.name,
      body: `${fit(release.notes, longestNotes - 200, "The rest stands in the changelogs of the modules.")}\n${mark}`,
      draft: true,
      prerelease: release.isPrerelease,
      request: sentOnce,
    });
    return data;
  }

  async #upload(found: Release, release: ShownRelease): Promise<void> {
    const there = new Map((await this.#assets(found)).map(asset => [asset.name, asset]));
    for (const path of release.files) {
      const name = basename(path);
      const bytes = await readFile(path);
      const asset = there.get(name);
      if (asset?.state === "uploaded" && asset.digest === digestOf(bytes)) {
        continue;
      }

      // Half of it, or other bytes: an upload that was cut off keeps its name.
      if (asset !== undefined) {
        await this.#client.request("DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}", { ...this.#client.place, asset_id: Number(asset.id) });
      }

      await this.#send(found, name, bytes);
    }
  }

  async #send(found: Release, name: string, bytes: Buffer): Promise<void> {
    try {
      await this.#client.request({
        method: "POST",
        url: found.upload_url.replace(/\{.*\}$/, "") + `?name=${encodeURIComponent(name)}`,
        headers: { "content-type": "application/octet-stream", "content-length": String(bytes.length) },
        data: bytes,
        request: sentOnce,
      });
    } catch (problem) {
      // It may have come: an answer was lost, or another run was faster. Which bytes are there is looked at next.
      if (statusOf(problem) !== 422 && statusOf(problem) < 500) {
        throw problem;
      }
    }

    const asset = (await this.#assets(found)).find(candidate => candidate.name === name);
    if (asset?.digest !== digestOf(bytes)) {
      throw new Error(`GitHub holds other bytes of ${name} than were sent: ${asset?.digest ?? "none"}, and ${digestOf(bytes)} was. Run the job again.`);
    }
  }

  async #compare(found: Release, release: ShownRelease): Promise<void> {
    const there = new Map((await this.#assets(found)).map(asset => [asset.name, asset]));
    for (const path of release.files) {
      const digest = digestOf(await readFile(path));
      const asset = there.get(basename(path));
      if (asset?.digest !== digest) {
        throw new Error(`Release ${found.tag_name} is published and holds ${asset === undefined ? "no" : "another"} ${basename(path)}. Somebody changed it; ModuleBuild leaves it as it is.`);
      }
    }
  }

  async #assets(found: Release): Promise<Asset[]> {
    return all(async page =>
      this.#client.request("GET /repos/{owner}/{repo}/releases/{release_id}/assets", { ...this.#client.place, release_id: Number(found.id), per_page: pageSize, page }));
  }
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
