import { fit } from "../text.ts";
import { once, sentOnce } from "./once.ts";
import { all, older, pageSize, type Client, type Id } from "./client.ts";

interface Comment {
  readonly id: Id;
  readonly body?: string | undefined;
}

const longestComment = 65_536;

/** Comments on pull requests, of which there is one a subject: it is updated, and never repeated. */
export class Comments {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Makes a pull request show a text.
   * @param pullRequest Its number.
   * @param subject What the comment is about; it is found again by that.
   * @param text Markdown.
   */
  async show(pullRequest: number, subject: string, text: string): Promise<void> {
    const mark = `<!-- modulebuild: ${subject.replace(/[^\w.-]+/g, "-")} -->`;
    const body = `${mark}\n${fit(text, longestComment - 100, "More than a comment holds: see the summary of the run.")}`;
    const place = { ...this.#client.place, issue_number: pullRequest };
    const shown = await once(
      async () => this.#find(pullRequest, mark),
      async () => (await this.#client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...place, body, request: sentOnce })).data);
    if (shown.body !== body) {
      await this.#client.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { ...this.#client.place, comment_id: Number(shown.id), body });
    }
  }

  // Anybody may write the mark into a comment of their own: only those of apps count, as this token is one.
  async #find(pullRequest: number, mark: string): Promise<Comment | undefined> {
    const comments = await all(async page =>
      this.#client.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...this.#client.place,
        issue_number: pullRequest,
        per_page: pageSize,
        page,
      }));
    return comments.filter(comment => comment.user?.type === "Bot" && comment.body?.startsWith(mark) === true).toSorted(older)[0];
  }
}
