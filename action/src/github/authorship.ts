import { statusOf, type Client } from "./client.ts";
import { isLimit } from "./limits.ts";

interface Written {
  readonly user: { readonly login: string; readonly type: string } | null;
}

/**
 * Tells what this token's own is among what bears its mark, which anybody may write: what apps wrote, as the job's token is one, and what the
 * person wrote whose token it is.
 */
export class Authorship {
  readonly #client: Client;
  #viewer: Promise<string | undefined> | undefined;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Those that are; GitHub is asked whose token it is only where people wrote some. */
  async own<T extends Written>(marked: readonly T[]): Promise<T[]> {
    const viewer = marked.some(one => one.user?.type === "User") ? await (this.#viewer ??= this.#askViewer()) : undefined;
    return marked.filter(({ user }) => user !== null && (user.type === "Bot" || user.login === viewer));
  }

  // The token of an app is nobody's, and GitHub refuses to say.
  async #askViewer(): Promise<string | undefined> {
    try {
      return (await this.#client.request("GET /user")).data.login;
    } catch (problem) {
      if (![401, 403, 404].includes(statusOf(problem)) || isLimit(problem)) {
        throw problem;
      }

      return undefined;
    }
  }
}
