import { fit } from "../text.ts";
import { Comments } from "./comments.ts";
import { once, sentOnce } from "./once.ts";
import { older, pageSize, type Client, type Id } from "./client.ts";

/** A pull request, as GitHub is to show it. */
export interface ShownPull {
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** What tells this content from another: a pull request that a person closed is not opened again with the same. */
  readonly mark: string;
  readonly labels: readonly string[];
}

/** A pull request that there is. */
export interface Pull {
  readonly id: Id;
  readonly number: number;
  readonly state: string;
  readonly title: string;
  readonly body: string | null;
  readonly html_url: string;
  readonly merged_at: string | null;
  readonly labels: readonly { readonly name: string }[];
}

const longestBody = 65_536;

/** Pull requests, of which there is one a branch. */
export class Pulls {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** The last pull request of a branch, open or closed. */
  async find(branch: string, state: "open" | "all" = "all"): Promise<Pull | undefined> {
    const { data } = await this.#client.request("GET /repos/{owner}/{repo}/pulls", {
      ...this.#client.place,
      head: `${this.#client.place.owner}:${branch}`,
      state,
      sort: "created",
      direction: "desc",
      per_page: pageSize,
    });
    const sorted = data.toSorted(older);
    return sorted.findLast(pull => pull.state === "open") ?? sorted.at(-1);
  }

  /** Whether a person closed it with this content. */
  static isRefused(pull: Pull | undefined, mark: string): boolean {
    return pull?.state === "closed" && pull.merged_at === null && pull.body?.startsWith(markOf(mark)) === true;
  }

  /** Opens or refreshes it. */
  async show(pull: ShownPull): Promise<Pull> {
    const place = this.#client.place;
    const body = `${markOf(pull.mark)}\n${fit(pull.text, longestBody - 300, "More than a pull request holds: see the changelogs of the packages.")}`;
    let shown: Pull = await once(
      async () => {
        const found = await this.find(pull.branch, "open");
        return found;
      },
      async () => (await this.#client.request("POST /repos/{owner}/{repo}/pulls", {
        ...place, title: pull.title, head: pull.branch, base: pull.base, body, request: sentOnce,
      })).data);
    if (shown.body !== body || shown.title !== pull.title) {
      shown = (await this.#client.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", { ...place, pull_number: shown.number, title: pull.title, body })).data;
    }

    // GitHub makes labels that are not there.
    const missing = pull.labels.filter(label => !shown.labels.some(there => there.name.toLowerCase() === label.toLowerCase()));
    if (missing.length > 0) {
      await this.#client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/labels", { ...place, issue_number: shown.number, labels: missing });
    }

    return shown;
  }

  /** Closes what has become needless, and says why. It may come again. */
  async close(pull: Pull, why: string): Promise<void> {
    await new Comments(this.#client, pull.number).show("superseded", why);
    await this.#client.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
      ...this.#client.place,
      pull_number: pull.number,
      state: "closed",
      body: (pull.body ?? "").replace(/^<!-- modulebuild: .*-->\n?/, ""),
    });
  }
}

function markOf(mark: string): string {
  return `<!-- modulebuild: update ${mark} -->`;
}
