import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An answer of the feed to whoever asks for a key. */
export interface KeyAnswer {
  readonly status: number;
  readonly body: string;
  readonly location?: string;
}

/** GitHub's issuer of OIDC tokens and a feed that exchanges them for keys, in one server on loopback. */
export class TokenServer implements AsyncDisposable {
  /** What the feed was asked for: token and body. */
  readonly asked: { readonly authorization: string; readonly body: unknown }[] = [];
  /** For whom tokens were made out. */
  readonly audiences: string[] = [];
  /** What the feed answers, one after the other; the last one stays. */
  answers: KeyAnswer[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(...answers: KeyAnswer[]): Promise<TokenServer> {
    const server = new TokenServer();
    server.answers = answers;
    await new Promise<void>(resolve => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Variables of a job that has `id-token: write`. */
  get variables(): Readonly<Record<string, string>> {
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${this.url}/issuer?api-version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "the-token-that-asks-for-tokens",
      GITHUB_WORKFLOW_REF: "acme/orders/.github/workflows/release.yml@refs/heads/main",
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }

    const url = new URL(request.url!, this.url);
    const authorization = request.headers.authorization ?? "";
    if (url.pathname === "/issuer") {
      const isAllowed = authorization === "Bearer the-token-that-asks-for-tokens";
      this.audiences.push(url.searchParams.get("audience") ?? "");
      response.writeHead(isAllowed ? 200 : 401, { "content-type": "application/json" });
      response.end(JSON.stringify({ value: `the-oidc-token-${this.audiences.length}` }));
      return;
    }

    this.asked.push({ authorization, body: JSON.parse(Buffer.concat(chunks).toString("utf8")) });
    const answer = this.answers.length > 1 ? this.answers.shift()! : this.answers[0]!;
    response.writeHead(answer.status, { "content-type": "application/json", ...(answer.location === undefined ? {} : { location: answer.location }) });
    response.end(answer.body);
  }
}
