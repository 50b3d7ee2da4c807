import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Contract } from "./contract.ts";
import { Faults } from "./faults.ts";
import { routesOf, type Answer } from "./routes.ts";
import { State } from "./state.ts";

// Reading GitHub's description takes most of a second: once for all tests of a process.
const contract = new Contract();

/** A GitHub on loopback with one repository, `acme/orders`, every request and answer of which is held against GitHub's description of its API. */
export class FakeGitHub implements AsyncDisposable {
  readonly state = new State();
  readonly faults = new Faults();
  /** What was asked, as `POST deployments`; what was dropped is among it. */
  readonly requests: string[] = [];
  /** The tokens that came. */
  readonly tokens = new Set<string>();
  readonly #routes = routesOf(this.state, contract);
  readonly #server: Server;
  /** Permissions that the token lacks: requests whose path starts so are refused. */
  readonly denied: string[] = [];
  /** Told of each request as it comes, for tests that kill who sent it. */
  onRequest: ((request: string) => void) | undefined;

  /**
   * Told of each request before it is handled, and before it is answered. Where it says so, the request ends there: its sender was killed, or
   * the line broke.
   */
  watch: ((request: string, moment: "before" | "after") => boolean) | undefined;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<FakeGitHub> {
    contract.violations.length = 0;
    const fake = new FakeGitHub();
    await new Promise<void>(resolve => fake.#server.listen(0, "127.0.0.1", resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Requests that change something. */
  get writes(): string[] {
    return this.requests.filter(request => !request.startsWith("GET "));
  }

  /** What did not keep to GitHub's description. */
  get violations(): readonly string[] {
    return contract.violations;
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

    const bytes = Buffer.concat(chunks);
    const url = new URL(request.url!, this.url);
    const path = url.pathname.replace(/^\/repos\/acme\/orders\//, "").replace(/^\//, "");
    const method = request.method!;
    this.requests.push(`${method} ${path}`);
    this.onRequest?.(`${method} ${path}`);
    this.tokens.add(request.headers.authorization ?? "");
    if (this.watch?.(`${method} ${path}`, "before") === true) {
      request.socket.destroy();
      return;
    }

    const fault = this.faults.take(method, path);
    if (fault?.kind === "slow") {
      await pause(fault.milliseconds);
    }

    if (fault?.kind === "dropped") {
      request.socket.destroy();
      return;
    }

    const answer: Answer & { readonly headers?: Readonly<Record<string, string>> } = fault?.kind === "status"
      ? { status: fault.status, body: fault.body ?? { message: "a fault" }, ...(fault.headers ? { headers: fault.headers } : {}) }
      : this.denied.some(start => path.startsWith(start)) ? { status: 403, body: { message: "Resource not accessible by integration" } }
      : this.#handle(method, path, url, bytes);
    if (fault?.kind === "lost" || this.watch?.(`${method} ${path}`, "after") === true) {
      request.socket.destroy();
      return;
    }

    response.writeHead(answer.status, { "content-type": "application/json; charset=utf-8", ...answer.headers });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }

  #handle(method: string, path: string, url: URL, bytes: Buffer): Answer {
    const parts = path.split("/");
    const route = [...this.#routes].find(([key]) => {
      const [verb, pattern] = key.split(" ") as [string, string];
      const wanted = pattern.split("/");
      return verb === method && wanted.length === parts.length && wanted.every((part, index) => part === "*" || part === parts[index]);
    })?.[1];
    if (route === undefined) {
      contract.violations.push(`${method} ${path}: the fake does not know it.`);
      return { status: 404, body: { message: "Not Found" } };
    }

    // Uploads go to a host of their own, as bytes.
    const isUpload = path.startsWith("uploads/");
    const body = isUpload || bytes.length === 0 ? undefined : (JSON.parse(bytes.toString("utf8")) as Record<string, unknown>);
    const template = isUpload ? undefined : contract.templateOf(method, url.pathname);
    if (template !== undefined) {
      contract.request(method, template, url.searchParams, body);
    } else if (!isUpload) {
      contract.violations.push(`${method} ${path}: GitHub has no such operation.`);
    }

    const answer = route({ parts, query: url.searchParams, body: body ?? {}, bytes, base: this.url });
    if (template !== undefined) {
      contract.response(method, template, answer.status, answer.body);
    }

    return answer;
  }
}
