import { execFileSync, spawn } from "node:child_process";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** Serves the git repositories of a folder by HTTP to who shows a token, as GitHub does. */
export class GitServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #folder: string;
  readonly #expected: string;
  /** What came instead of exactly the one header that is expected, but for the first question, which may come without. */
  readonly refused: string[] = [];

  private constructor(folder: string, token: string) {
    this.#folder = folder;
    this.#expected = `basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  static async start(folder: string, token: string): Promise<GitServer> {
    const started = new GitServer(folder, token);
    await new Promise<void>(resolve => started.#server.listen(0, "127.0.0.1", resolve));
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const shown = request.headersDistinct.authorization ?? [];
    if (shown.length !== 1 || shown[0] !== this.#expected) {
      this.refused.push(`${request.url}: ${shown.join(", ")}`);
      response.writeHead(401, { "www-authenticate": "Basic" }).end();
      return;
    }

    const url = new URL(request.url!, this.url);
    const backend = spawn(join(execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim(), "git-http-backend"), {
      env: {
        PATH: process.env.PATH!,
        GIT_PROJECT_ROOT: this.#folder,
        GIT_HTTP_EXPORT_ALL: "1",
        REMOTE_USER: "somebody",
        REQUEST_METHOD: request.method!,
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        CONTENT_TYPE: request.headers["content-type"] ?? "",
        HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
        GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      },
    });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    backend.on("close", () => respond(Buffer.concat(chunks), response));
  }
}

// What a CGI program says: headers, an empty line, the body.
function respond(said: Buffer, response: ServerResponse): void {
  const end = said.indexOf("\r\n\r\n");
  const headers = Object.fromEntries(said.subarray(0, end).toString("latin1").split("\r\n").map(line => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
  const { Status: status = "200", ...rest } = headers;
  response.writeHead(Number.parseInt(status, 10), rest).end(said.subarray(end + 4));
}
