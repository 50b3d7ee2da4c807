import { short } from "../text.ts";
import { once, sentOnce } from "./once.ts";
import { all, older, pageSize, type Client, type Id } from "./client.ts";

/** A set in an environment, as GitHub is to show it. */
export interface ShownOperation {
  /** Id of the operation: what makes looking up and repairing possible. */
  readonly id: string;
  readonly environment: string;
  readonly sha: string;
  readonly isProduction: boolean;
  readonly state: "in_progress" | "success" | "failure" | "error" | "queued";
  readonly text: string;
  readonly environmentUrl: string | undefined;
  readonly logUrl: string;
  /** What is kept with it: the release, its digest, and the head of the ledger, which so is known elsewhere, too. */
  readonly payload: Readonly<Record<string, unknown>>;
}

interface Deployment {
  readonly id: Id;
  readonly task: string;
  readonly environment: string;
}

interface Status {
  readonly id: Id;
  readonly state: string;
  readonly description: string;
}

const longestDescription = 140;

/** GitHub's deployments, one an operation. */
export class Deployments {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Makes GitHub show an operation as it is; asking again changes nothing more. */
  async show(operation: ShownOperation): Promise<Id> {
    const found = await once(async () => this.#find(operation), async () => this.#create(operation));
    const last = (await this.#statuses(found.id))[0];
    const description = short(operation.text, longestDescription);
    if (last?.state !== operation.state || last.description !== description) {
      await this.#client.request("POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
        ...this.#client.place,
        deployment_id: Number(found.id),
        state: operation.state,
        description,
        log_url: operation.logUrl,
        ...(operation.environmentUrl === undefined ? {} : { environment_url: operation.environmentUrl }),
        auto_inactive: !operation.isProduction,
      });
    }

    if (operation.isProduction && operation.state === "success") {
      await this.#retire(operation.environment, found.id);
    }

    return found.id;
  }

  // GitHub has no idempotency key. The operation is the task, by which it can be looked up exactly, on the first page.
  async #find(operation: ShownOperation): Promise<Deployment | undefined> {
    const { data } = await this.#client.request("GET /repos/{owner}/{repo}/deployments", {
      ...this.#client.place,
      task: taskOf(operation.id),
      environment: operation.environment,
      per_page: pageSize,
    });
    // Where an answer was lost and asked for again there may be two: the older one counts, for every run.
    return data.toSorted(older)[0];
  }

  async #create(operation: ShownOperation): Promise<Deployment> {
    const { status, data } = await this.#client.request("POST /repos/{owner}/{repo}/deployments", {
      ...this.#client.place,
      ref: operation.sha,
      task: taskOf(operation.id),
      environment: operation.environment,
      production_environment: operation.isProduction,
      auto_merge: false,
      required_contexts: [],
      description: short(operation.text, longestDescription),
      payload: { ...operation.payload, operation: operation.id },
      request: sentOnce,
    });
    if (status !== 201 || !("id" in data)) {
      throw new Error(`GitHub made no deployment for operation ${operation.id}: it answered ${status}.`);
    }

    return data;
  }

  async #statuses(id: Id): Promise<Status[]> {
    const { data } = await this.#client.request("GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
      ...this.#client.place,
      deployment_id: Number(id),
      per_page: pageSize,
    });
    return data.toSorted(older).toReversed();
  }

  // GitHub leaves what ran in production before active; it would show two at once.
  async #retire(environment: string, current: Id): Promise<void> {
    const before = await all(async page =>
      this.#client.request("GET /repos/{owner}/{repo}/deployments", { ...this.#client.place, environment, per_page: pageSize, page }), pageSize);
    const last = before.filter(deployment => deployment.id < current && deployment.task.startsWith(taskOf(""))).toSorted(older).at(-1);
    if (last !== undefined && (await this.#statuses(last.id))[0]?.state === "success") {
      await this.#client.request("POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
        ...this.#client.place,
        deployment_id: Number(last.id),
        state: "inactive",
      });
    }
  }
}

function taskOf(operation: string): string {
  return `modulebuild:${operation}`;
}
