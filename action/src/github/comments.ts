import { fit } from "../text.ts";
import { Authorship } from "./authorship.ts";
import { all, older, pageSize, statusOf, type Client, type Id } from "./client.ts";
import { isLimit } from "./limits.ts";
import { once, sentOnce } from "./once.ts";

interface Comment {
  readonly id: Id;
  readonly body?: string | undefined;
  readonly user: { readonly login: string; readonly type: string } | null;
}

const longestComment = 65_536;

/** Comments on a pull request, of which there is one a subject: it is updated, and never repeated. */
export class Comments {
  readonly #client: Client;
  readonly #authorship: Authorship;
  readonly #place: { readonly owner: string; readonly repo: string; readonly issue_number: number };
  readonly #folder: string;

  /**
   * @param client GitHub.
   * @param pullRequest Number of the pull request.
   * @param folder The folder of the workspace that they are about, for repositories of several; empty for the root.
   */
  constructor(client: Client, pullRequest: number, folder = "") {
    this.#client = client;
    this.#authorship = new Authorship(client);
    this.#place = { ...client.place, issue_number: pullRequest };
    this.#folder = folder.length > 0 ? ` (${keyOf(folder)})` : "";
  }

  /**
   * Makes the pull request show a text.
   * @param subject What the comment is about; it is found again by that.
   * @param text Markdown.
   */
  async show(subject: string, text: string): Promise<void> {
    const key = keyOf(subject);
    const body = this.#body(key, text);
    const locked = new Set<Id>();
    for (let isShown = false; !isShown; ) {
      const shown = await once<Comment>(
        async () => (await this.#own()).find(comment => comment.key === key && !locked.has(comment.id)),
        async () => (await this.#client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...this.#place, body, request: sentOnce })).data);
      isShown = shown.body === body || (await this.#update(shown, body));
      locked.add(shown.id);
    }
  }

  /**
   * Updates comments that are there, and makes none.
   * @param textOf The new text of a comment by the key of its subject; undefined to leave it as it is.
   */
  async refresh(textOf: (key: string) => string | undefined): Promise<void> {
    for (const comment of await this.#own()) {
      const text = textOf(comment.key);
      const body = text === undefined ? comment.body : this.#body(comment.key, text);
      if (body !== undefined && body !== comment.body) {
        await this.#update(comment, body);
      }
    }
  }

  #body(key: string, text: string): string {
    return `<!-- modulebuild: ${key}${this.#folder} -->\n${fit(text, longestComment - 1000, "More than a comment holds: see the summary of the run.")}`;
  }

  // One of another app may be locked for this token, and a person may delete one meanwhile.
  async #update({ id }: Comment, body: string): Promise<boolean> {
    try {
      await this.#client.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { ...this.#client.place, comment_id: Number(id), body });
      return true;
    } catch (problem) {
      if (![403, 404].includes(statusOf(problem)) || isLimit(problem)) {
        throw problem;
      }

      return false;
    }
  }

  async #own(): Promise<(Comment & { readonly key: string })[]> {
    const comments: Comment[] = await all(async page =>
      this.#client.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...this.#place, per_page: pageSize, page }));
    return this.#authorship.own(comments.toSorted(older).flatMap(comment => {
      const [, key, folder] = /^<!-- modulebuild: ([\w./-]+)( \([\w./-]+\))? -->\n/.exec(comment.body ?? "") ?? [];
      return key === undefined || (folder ?? "") !== this.#folder ? [] : [{ ...comment, key }];
    }));
  }
}

/** A subject, as the mark of its comment holds it. */
export function keyOf(subject: string): string {
  return subject.replace(/[^\w./-]+/g, "-");
}
