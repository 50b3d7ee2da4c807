import { short } from "../text.ts";
import { all, older, pageSize, type Client, type Id } from "./client.ts";
import { once, sentOnce } from "./once.ts";
import { descriptionOf, hasEnded, isUnderWay, longestDescription, taskOf, type Deployment, type Shown, type ShownOperation } from "./shownOperation.ts";

/** GitHub's deployments, one an operation. */
export class Deployments {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Makes GitHub show an operation as it is; asking again changes nothing more. What came to an end stays there, whatever is said of its
   * beginning: two runs may be at it.
   */
  async show(operation: ShownOperation): Promise<Id> {
    const found = await once(async () => this.#find(operation), async () => this.#create(operation));
    const last = await this.last(found.id);
    const isLate = isUnderWay(operation.state) && hasEnded(last);
    if (!isLate && (last.state !== operation.state || last.description !== descriptionOf(operation))) {
      await this.#say(found, operation, last);
    }

    return found.id;
  }

  /** Shows that nobody works at an operation any more, where GitHub shows otherwise. What came to an end stays as it is. */
  async stop(operation: ShownOperation): Promise<void> {
    const found = await this.#find(operation);
    const last = found === undefined ? undefined : await this.last(found.id);
    if (found !== undefined && last !== undefined && last.state !== "error" && !hasEnded(last)) {
      await this.#say(found, operation, last);
    }
  }

  /** Shows that a deployment is over: GitHub leaves what ran in production before active, and would show two at once. */
  async retire(id: Id): Promise<void> {
    await this.#client.request("POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
      ...this.#client.place,
      deployment_id: Number(id),
      state: "inactive",
    });
  }

  /** The newest deployments of an environment that show operations, the newest first. Those of others, and of jobs, are left alone. */
  async newest(environment: string, most: number): Promise<Deployment[]> {
    const found = await all(async page =>
      this.#client.request("GET /repos/{owner}/{repo}/deployments", { ...this.#client.place, environment, per_page: pageSize, page }), pageSize);
    return found.filter(deployment => deployment.task.startsWith(taskOf(""))).toSorted(older).toReversed().slice(0, most);
  }

  /** What a deployment shows. */
  async last(id: Id): Promise<Shown> {
    const { data } = await this.#client.request("GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
      ...this.#client.place,
      deployment_id: Number(id),
      per_page: pageSize,
    });
    const sorted = data.toSorted(older);
    const last = sorted.at(-1);
    return last === undefined ? { state: "none", description: "" }
      : { state: last.state, description: last.description, environmentUrl: sorted.findLast(status => status.environment_url)?.environment_url };
  }

  // GitHub has no idempotency key. The operation is the task, by which it can be looked up exactly, on the first page. Where two runs were at
  // it at once there may be two: the older one counts, for every run, and the other ones are over.
  async #find(operation: ShownOperation): Promise<Deployment | undefined> {
    const { data } = await this.#client.request("GET /repos/{owner}/{repo}/deployments", {
      ...this.#client.place,
      task: taskOf(operation.id),
      environment: operation.environment,
      per_page: pageSize,
    });
    const [first, ...others] = data.toSorted(older);
    for (const { id } of others.filter(other => other.id !== first!.id)) {
      if ((await this.last(id)).state !== "inactive") {
        await this.retire(id);
      }
    }

    return first;
  }

  // A deployment stays one of production, or none. What was said of the environment's address holds until another one is said.
  async #say(deployment: Deployment, operation: ShownOperation, last: Shown): Promise<void> {
    const environmentUrl = operation.environmentUrl ?? last.environmentUrl;
    await this.#client.request("POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
      ...this.#client.place,
      deployment_id: Number(deployment.id),
      state: operation.state,
      description: descriptionOf(operation),
      log_url: operation.logUrl,
      ...(environmentUrl === undefined ? {} : { environment_url: environmentUrl }),
      auto_inactive: !(deployment.production_environment ?? operation.isProduction),
    });
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
}
