import { fit } from "../text.ts";
import { once, sentOnce } from "./once.ts";
import { all, older, pageSize, type Client, type Id } from "./client.ts";

interface Comment {
  readonly id: Id;
  readonly body?: string | undefined;
}

const longestComment = 65_536;

/** Comments on a pull request, of which there is one a subject: it is updated, and never repeated. */
export class Comments {
  readonly #client: Client;
  readonly #place: { readonly owner: string; readonly repo: string; readonly issue_number: number };
  readonly #folder: string;

  /**
   * @param client GitHub.
   * @param pullRequest Number of the pull request.
   * @param folder The folder of the workspace that they are about, for repositories of several; empty for the root.
   */
  constructor(client: Client, pullRequest: number, folder = "") {
    this.#client = client;
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
    const shown = await once<Comment>(
      async () => (await this.#own()).find(comment => comment.key === key),
      async () => (await this.#client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...this.#place, body, request: sentOnce })).data);
    await this.#update(shown, body);
  }

  /**
   * Updates comments that are there, and makes none.
   * @param textOf The new text of a comment by the key of its subject; undefined to leave it as it is.
   */
  async refresh(textOf: (key: string) => string | undefined): Promise<void> {
    for (const comment of await this.#own()) {
      const text = textOf(comment.key);
      if (text !== undefined) {
        await this.#update(comment, this.#body(comment.key, text));
      }
    }
  }

  #body(key: string, text: string): string {
    return `<!-- modulebuild: ${key}${this.#folder} -->\n${fit(text, longestComment - 1000, "More than a comment holds: see the summary of the run.")}`;
  }

  async #update(comment: Comment, body: string): Promise<void> {
    if (comment.body !== body) {
      await this.#client.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { ...this.#client.place, comment_id: Number(comment.id), body });
    }
  }

  // Anybody may write the mark into a comment of their own: only those of apps count, as this token is one.
  async #own(): Promise<(Comment & { readonly key: string })[]> {
    const comments = await all(async page =>
      this.#client.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...this.#place, per_page: pageSize, page }));
    return comments
      .filter(comment => comment.user?.type === "Bot")
      .toSorted(older)
      .flatMap(comment => {
        const [, key, folder] = /^<!-- modulebuild: ([\w./-]+)( \([\w./-]+\))? -->/.exec(comment.body ?? "") ?? [];
        return key === undefined || (folder ?? "") !== this.#folder ? [] : [{ ...comment, key }];
      });
  }
}

/** A subject, as the mark of its comment holds it. */
export function keyOf(subject: string): string {
  return subject.replace(/[^\w./-]+/g, "-");
}
