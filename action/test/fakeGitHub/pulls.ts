import type { Contract } from "./contract.ts";
import type { GitState } from "./git.ts";
import type { Answer, Request } from "./routes.ts";

/** A pull request, as far as it is asked about. */
export interface PullState {
  readonly id: number;
  readonly number: number;
  readonly head: string;
  readonly base: string;
  title: string;
  body: string;
  state: string;
  merged_at: string | null;
  labels: string[];
}

/** Routes of pull requests and their labels. */
export function pullRoutes(pulls: PullState[], git: GitState, next: () => number, contract: Contract): [string, (request: Request) => Answer][] {
  const shown = (schema: string, pull: PullState): object => contract.complete(schema, {
    id: pull.id, number: pull.number, title: pull.title, body: pull.body, state: pull.state, merged_at: pull.merged_at,
    html_url: `https://github.example/acme/orders/pull/${pull.number}`,
    labels: pull.labels.map(name => contract.complete("label", { name, description: "" })),
  });
  const found = (request: Request, answer: (pull: PullState) => Answer): Answer => {
    const pull = pulls.find(one => String(one.number) === request.parts[1]);
    return pull === undefined ? { status: 404, body: { message: "Not Found" } } : answer(pull);
  };
  return [
    ["GET pulls", ({ query }) => ({
      status: 200,
      body: pulls.filter(one => (query.get("state") === "all" || one.state === (query.get("state") ?? "open")) && (query.get("head") ?? `acme:${one.head}`) === `acme:${one.head}`)
        .map(pull => shown("pull-request-simple", pull)),
    })],
    ["POST pulls", ({ body }) => {
      const head = String(body.head);
      if (!git.refs.has(`refs/heads/${head}`) || pulls.some(one => one.state === "open" && one.head === head)) {
        return { status: 422, body: { message: "Validation Failed" } };
      }

      const pull = { id: next(), number: pulls.length + 1, head, base: String(body.base), title: String(body.title), body: String(body.body), state: "open", merged_at: null, labels: [] };
      pulls.push(pull);
      return { status: 201, body: shown("pull-request", pull) };
    }],
    ["PATCH pulls/*", request => found(request, pull => {
      Object.assign(pull, request.body);
      return { status: 200, body: shown("pull-request", pull) };
    })],
    ["POST issues/*/labels", request => found(request, pull => {
      pull.labels = [...new Set([...pull.labels, ...(request.body.labels as string[])])];
      return { status: 200, body: pull.labels.map(name => contract.complete("label", { name, description: "" })) };
    })],
  ];
}
