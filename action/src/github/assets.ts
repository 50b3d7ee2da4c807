import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { sentOnce } from "./once.ts";
import { all, pageSize, statusOf, type Client, type Id } from "./client.ts";

/** A file that a release is to hold. */
export interface ShownFile {
  /** Its name there; see `assetName`. */
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
  /** Its name where the release holds another file of its name already, which is another run's. */
  readonly otherName?: string;
  /** SHA-256 of what was published, hexadecimal: nothing else is shown under its name. */
  readonly sha256: string;
}

/** A release that takes files. */
export interface Holder {
  readonly id: Id;
  readonly draft: boolean;
  readonly upload_url: string;
}

interface Asset {
  readonly id: Id;
  readonly name: string;
  readonly state: string;
  readonly size: number;
  readonly digest?: string | null;
}

const attempts = 3;

/** A name that GitHub leaves as it is: it puts dots for all other characters, and then nobody finds the file again. */
export function assetName(name: string): string {
  const kept = name.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^\.+|\.+$/g, "_");
  return kept === name ? name : `${createHash("sha256").update(name).digest("hex").slice(0, 8)}-${kept}`;
}

/** The files of GitHub's releases. */
export class Assets {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Makes a release hold files. In a draft, what is there by halves or with other bytes is replaced; in a published release it stays, as
   * people may have it already, and only what is missing is added.
   * @returns Names of files that stay with other bytes.
   */
  async bring(release: Holder, files: readonly ShownFile[]): Promise<string[]> {
    const there = new Map((await this.#list(release)).map(asset => [asset.name, asset]));
    const differing: string[] = [];
    for (const file of files) {
      const bytes = await bytesOf(file);
      const asset = there.get(file.name);
      if (asset !== undefined && holds(asset, bytes)) {
        continue;
      }

      if (asset === undefined || release.draft) {
        await this.#send(release, file.name, bytes, asset);
        continue;
      }

      const other = file.otherName === undefined ? asset : there.get(file.otherName);
      if (other === undefined) {
        await this.#send(release, file.otherName!, bytes, undefined);
      } else if (!holds(other, bytes)) {
        differing.push(other.name);
      }
    }

    return differing;
  }

  /** Whether a release holds exactly a file. */
  async has(release: Holder, file: ShownFile): Promise<boolean> {
    const asset = (await this.#list(release)).find(candidate => candidate.name === file.name);
    return asset !== undefined && holds(asset, await bytesOf(file));
  }

  async #send(release: Holder, name: string, bytes: Buffer, there: Asset | undefined): Promise<void> {
    for (let attempt = 1, asset = there; ; attempt++) {
      // An upload that was cut off keeps its name, and GitHub takes no second one under it.
      if (asset !== undefined) {
        await this.#remove(asset);
      }

      let failure: unknown;
      try {
        asset = await this.#upload(release, name, bytes);
      } catch (problem) {
        // It may have come: an answer was lost, or another run was faster. Which bytes are there is looked at.
        if (statusOf(problem) !== 422 && statusOf(problem) < 500) {
          throw problem;
        }

        failure = problem;
        asset = (await this.#list(release)).find(candidate => candidate.name === name);
      }

      if (asset !== undefined && holds(asset, bytes)) {
        return;
      }

      if (attempt === attempts || (asset === undefined && statusOf(failure) === 422)) {
        throw failure ?? new Error(`GitHub holds other bytes of ${name} than were sent (${digestOf(bytes)}). Run the job again.`);
      }

      await pause(attempt * 500);
    }
  }

  async #upload(release: Holder, name: string, bytes: Buffer): Promise<Asset> {
    const { data } = await this.#client.request({
      method: "POST",
      url: `${release.upload_url.replace(/\{.*\}$/, "")}?name=${encodeURIComponent(name)}`,
      headers: { "content-type": "application/octet-stream", "content-length": String(bytes.length) },
      data: bytes,
      request: sentOnce,
    });
    return data as Asset;
  }

  async #remove(asset: Asset): Promise<void> {
    try {
      await this.#client.request("DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}", { ...this.#client.place, asset_id: Number(asset.id) });
    } catch (problem) {
      if (statusOf(problem) !== 404) {
        throw problem; // it is gone: an answer was lost
      }
    }
  }

  async #list(release: Holder): Promise<Asset[]> {
    return all(async page =>
      this.#client.request("GET /repos/{owner}/{repo}/releases/{release_id}/assets", { ...this.#client.place, release_id: Number(release.id), per_page: pageSize, page }));
  }
}

async function bytesOf(file: ShownFile): Promise<Buffer> {
  const bytes = await readFile(file.path);
  if (digestOf(bytes) !== `sha256:${file.sha256}`) {
    throw new Error(`${file.name} has other bytes than the ones that were published: something wrote to it meanwhile. Nothing of it is shown.`);
  }

  return bytes;
}

// Servers of enterprises that are older than digests (2025) give none: there the size has to do.
function holds(asset: Asset, bytes: Buffer): boolean {
  return asset.state === "uploaded" && (asset.digest ? asset.digest === digestOf(bytes) : asset.size === bytes.length);
}

/** SHA-256 of bytes, as GitHub writes it. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
