import { once, sentOnce } from "./once.ts";
import { statusOf, type Client } from "./client.ts";

/** A file as a branch is to have it. */
export interface ShownFile {
  /** Path from the root of the repository on, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A branch with one commit upon its base. */
export interface ShownBranch {
  readonly name: string;
  /** The commit that it stands upon. */
  readonly base: string;
  readonly subject: string;
  /** What tells this content from another: where the branch has it, the branch is left as it is. */
  readonly mark: string;
  readonly files: readonly ShownFile[];
}

/** What became of a branch: somebody else's commits are never overwritten. */
export type BranchState = "written" | "same" | "foreign";

interface Tip {
  readonly sha: string;
  readonly mark: string | undefined;
}

const trailer = "ModuleBuild-Update";
const treeTrailer = "ModuleBuild-Tree";

/** Branches that nobody works on but this action. They are made by GitHub's API: so GitHub signs the commits, and no git has to push. */
export class Branches {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Makes a branch as it is to be. */
  async show(branch: ShownBranch): Promise<BranchState> {
    const tip = await this.tip(branch.name);
    if (tip !== undefined && (tip.mark === undefined || tip.mark === branch.mark)) {
      return tip.mark === undefined ? "foreign" : "same";
    }

    const place = this.#client.place;
    const { data: base } = await this.#client.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", { ...place, commit_sha: branch.base });
    const { data: tree } = await this.#client.request("POST /repos/{owner}/{repo}/git/trees", {
      ...place,
      base_tree: base.tree.sha,
      tree: branch.files.map(file => ({ path: file.path, mode: "100644" as const, type: "blob" as const, content: file.text })),
    });
    const { data: commit } = await this.#client.request("POST /repos/{owner}/{repo}/git/commits", {
      ...place,
      message: `${branch.subject}\n\n${trailer}: ${branch.mark}\n${treeTrailer}: ${tree.sha}`,
      tree: tree.sha,
      parents: [branch.base],
    });
    return this.#point(branch, tip, commit.sha);
  }

  /** The names of branches that start with a prefix. */
  async list(prefix: string): Promise<string[]> {
    const { data } = await this.#client.request("GET /repos/{owner}/{repo}/git/matching-refs/{ref}", { ...this.#client.place, ref: `heads/${prefix}` });
    return data.map(reference => reference.ref.replace(/^refs\/heads\//, ""));
  }

  /** The tip of a branch; its mark is missing where somebody else made it. */
  async tip(name: string): Promise<Tip | undefined> {
    try {
      const { data } = await this.#client.request("GET /repos/{owner}/{repo}/git/ref/{ref}", { ...this.#client.place, ref: `heads/${name}` });
      return { sha: data.object.sha, mark: await this.#markOf(data.object.sha) };
    } catch (problem) {
      if (statusOf(problem) !== 404) {
        throw problem;
      }

      return undefined;
    }
  }

  /** Deletes a branch; one that is gone already is no problem. */
  async remove(name: string): Promise<void> {
    try {
      await this.#client.request("DELETE /repos/{owner}/{repo}/git/refs/{ref}", { ...this.#client.place, ref: `heads/${name}` });
    } catch (problem) {
      if (statusOf(problem) !== 404 && statusOf(problem) !== 422) {
        throw problem;
      }
    }
  }

  // A person who amends the commit keeps its message: the tree tells that its content is another.
  async #markOf(sha: string): Promise<string | undefined> {
    const { data } = await this.#client.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", { ...this.#client.place, commit_sha: sha });
    const value = (name: string): string | undefined => data.message.split("\n").find(line => line.startsWith(`${name}: `))?.slice(name.length + 2);
    return data.parents.length === 1 && value(treeTrailer) === data.tree.sha ? value(trailer) : undefined;
  }

  // The new commit stands beside the old one, so GitHub has to be forced to take it, and compares nothing then. The tip is looked at once more
  // for that: what a person pushes in the moment between these two requests is lost still. (GraphQL's updateRefs, with beforeOid, would refuse.)
  async #point(branch: ShownBranch, tip: Tip | undefined, sha: string): Promise<BranchState> {
    const place = this.#client.place;
    const now = tip === undefined ? undefined : await this.tip(branch.name);
    if (now !== undefined) {
      if (now.mark !== undefined) {
        await this.#client.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", { ...place, ref: `heads/${branch.name}`, sha, force: true });
      }

      return now.mark === undefined ? "foreign" : "written";
    }

    const made = await once(
      async () => this.tip(branch.name),
      async () => {
        await this.#client.request("POST /repos/{owner}/{repo}/git/refs", { ...place, ref: `refs/heads/${branch.name}`, sha, request: sentOnce });
        return { sha, mark: branch.mark };
      });
    return made.mark === undefined ? "foreign" : "written";
  }
}
