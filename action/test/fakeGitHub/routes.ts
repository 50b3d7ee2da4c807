import { gitRoutes } from "./git.ts";
import { pullRoutes } from "./pulls.ts";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import type { Contract } from "./contract.ts";
import type { Deployment, Release, State } from "./state.ts";

export interface Request {
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  readonly bytes: Buffer;
  readonly base: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

type Route = (request: Request) => Answer;

/** What the fake answers, by method and path below `/repos/{owner}/{repo}`; `*` stands for one part of the path. */
export function routesOf(state: State, contract: Contract): ReadonlyMap<string, Route> {
  const found = <T>(value: T | undefined, answer: (value: T) => Answer): Answer => (value === undefined ? { status: 404, body: { message: "Not Found" } } : answer(value));
  const page = <T>(request: Request, list: readonly T[]): T[] => {
    const size = Number(request.query.get("per_page") ?? 30);
    const number = Number(request.query.get("page") ?? 1);
    return (state.disorder?.(list, number) ?? list).slice((number - 1) * size, number * size);
  };
  const deployment = (value: Deployment): object => {
    const { statuses: _, ...rest } = value;
    return contract.complete("deployment", rest);
  };
  const release = ({ make_latest: _, ...value }: Release, base: string): object =>
    contract.complete("release", {
      ...value,
      html_url: `https://github.example/releases/${value.id}`,
      upload_url: `${base}/uploads/releases/${value.id}/assets{?name,label}`,
      assets: value.assets.map(asset => contract.complete("release-asset", asset)),
    });
  const deploymentOf = (request: Request): Deployment | undefined => state.deployments.find(one => String(one.id) === request.parts[1]);
  const releaseOf = (request: Request): Release | undefined => state.releases.find(one => String(one.id) === request.parts[1]);
  const comment = (value: object): object => contract.complete("issue-comment", value);

  return new Map<string, Route>([
    ...gitRoutes(state.git, contract),
    ...pullRoutes(state.pulls, state.git, () => state.next(), contract),
    ["GET deployments", request => ({
      status: 200,
      body: page(request, state.deployments.toReversed()
        .filter(one => (request.query.get("environment") ?? one.environment) === one.environment && (request.query.get("task") ?? one.task) === one.task)).map(deployment),
    })],
    ["POST deployments", ({ body }) => {
      if (body.auto_merge !== false || JSON.stringify(body.required_contexts) !== "[]") {
        return { status: 409, body: { message: "Conflict merging main into it." } };
      }

      const made: Deployment = {
        id: state.next(),
        task: String(body.task ?? "deploy"),
        environment: String(body.environment ?? "production"),
        sha: String(body.ref),
        ref: String(body.ref),
        payload: body.payload as Record<string, unknown>,
        description: String(body.description ?? ""),
        production_environment: body.production_environment === true,
        statuses: [],
      };
      state.deployments.push(made);
      return { status: 201, body: deployment(made) };
    }],
    ["GET deployments/*/statuses", request => found(deploymentOf(request), one => ({
      status: 200, body: page(request, one.statuses.toReversed()).map(status => contract.complete("deployment-status", status)),
    }))],
    ["POST deployments/*/statuses", request => found(deploymentOf(request), one => {
      const description = String(request.body.description ?? "");
      if (description.length > 140) {
        return { status: 422, body: { message: "description is too long (maximum is 140 characters)" } };
      }

      const status = {
        id: state.next(),
        state: String(request.body.state),
        description,
        ...(request.body.environment_url === undefined ? {} : { environment_url: String(request.body.environment_url) }),
        log_url: String(request.body.log_url ?? "https://github.example/log"),
      };
      one.statuses.push(status);
      if (request.body.auto_inactive !== false && status.state === "success" && !one.production_environment) {
        state.deployments.filter(other => other !== one && other.environment === one.environment && !other.production_environment && other.statuses.at(-1)?.state === "success")
          .forEach(other => other.statuses.push({ ...status, id: state.next(), state: "inactive" }));
      }

      return { status: 201, body: contract.complete("deployment-status", status) };
    })],
    ["GET releases", request => ({ status: 200, body: page(request, state.releases.toReversed()).map(one => release(one, request.base)) })],
    ["POST releases", request => {
      const body = request.body;
      if (state.releases.some(one => !one.draft && one.tag_name === body.tag_name)) {
        return { status: 422, body: { message: "Validation Failed", errors: [{ resource: "Release", code: "already_exists", field: "tag_name" }] } };
      }

      const made: Release = {
        id: state.next(),
        tag_name: String(body.tag_name),
        target_commitish: String(body.target_commitish ?? "main"),
        name: String(body.name ?? ""),
        body: String(body.body ?? ""),
        draft: body.draft === true,
        prerelease: body.prerelease === true,
        assets: [],
      };
      state.releases.push(made);
      return { status: 201, body: release(made, request.base) };
    }],
    ["GET releases/tags/*", request => found(state.releases.find(one => !one.draft && one.tag_name === decodeURIComponent(request.parts[2]!)), one => ({
      status: 200, body: release(one, request.base),
    }))],
    ["PATCH releases/*", request => found(releaseOf(request), one => {
      if (request.body.draft === false && state.releases.some(other => other !== one && !other.draft && other.tag_name === one.tag_name)) {
        return { status: 422, body: { message: "Validation Failed", errors: [{ resource: "Release", code: "already_exists", field: "tag_name" }] } };
      }

      Object.assign(one, request.body);
      return { status: 200, body: release(one, request.base) };
    })],
    ["DELETE releases/*", request => found(releaseOf(request), one => {
      state.releases.splice(state.releases.indexOf(one), 1);
      return { status: 204 };
    })],
    ["GET releases/*/assets", request => found(releaseOf(request), one => ({
      status: 200, body: page(request, one.assets).map(asset => contract.complete("release-asset", asset)),
    }))],
    ["DELETE releases/assets/*", request => {
      const owner = state.releases.find(one => one.assets.some(asset => String(asset.id) === request.parts[2]));
      return found(owner, one => {
        one.assets = one.assets.filter(asset => String(asset.id) !== request.parts[2]);
        return { status: 204 };
      });
    }],
    ["POST uploads/releases/*/assets", request => {
      const owner = state.releases.find(one => String(one.id) === request.parts[2]);
      const name = request.query.get("name")!;
      return found(owner, one => {
        if (!one.draft && state.hasImmutableReleases) {
          return { status: 422, body: { message: "Cannot upload assets to an immutable release." } };
        }

        if (one.assets.some(asset => asset.name === name)) {
          return { status: 422, body: { message: "Validation Failed", errors: [{ resource: "ReleaseAsset", code: "already_exists", field: "name" }] } };
        }

        const asset = {
          id: state.next(), name, size: request.bytes.length, state: "uploaded" as const,
          digest: `sha256:${createHash("sha256").update(request.bytes).digest("hex")}`,
        };
        one.assets.push(asset);
        return { status: 201, body: contract.complete("release-asset", asset) };
      });
    }],
    ["GET issues/*/comments", request => ({
      status: 200, body: page(request, state.comments.filter(one => String(one.issue) === request.parts[1])).map(({ issue: _, ...rest }) => comment(rest)),
    })],
    ["POST issues/*/comments", request => {
      const made = { id: state.next(), issue: Number(request.parts[1]), body: String(request.body.body), user: state.viewer === undefined ? { login: "github-actions[bot]", type: "Bot" } : { login: state.viewer, type: "User" } };
      state.comments.push(made);
      return { status: 201, body: comment({ id: made.id, body: made.body, user: made.user }) };
    }],
    ["PATCH issues/comments/*", request => found(state.comments.find(one => String(one.id) === request.parts[2]), one => {
      one.body = String(request.body.body);
      return { status: 200, body: comment({ id: one.id, body: one.body, user: one.user }) };
    })],
    ["DELETE issues/comments/*", request => {
      const index = state.comments.findIndex(one => String(one.id) === request.parts[2]);
      return found(state.comments[index], () => {
        state.comments.splice(index, 1);
        return { status: 204 };
      });
    }],
    ["GET user", () => (state.viewer === undefined
      ? { status: 403, body: { message: "Resource not accessible by integration" } }
      : { status: 200, body: contract.complete("public-user", { login: state.viewer, type: "User" }) })],
    ["GET attestations/*", request => (state.attested.has(decodeURIComponent(request.parts[1]!))
      ? { status: 200, body: { attestations: [{ repository_id: 1, bundle_url: "https://github.example/bundle" }] } }
      : { status: 404, body: { message: "Not Found" } })],
    ["POST code-scanning/sarifs", ({ body }) => {
      const categories = categoriesOf(Buffer.from(String(body.sarif), "base64"));
      if (categories.length > 20 || new Set(categories).size < categories.length) {
        return { status: 422, body: { message: "rejecting SARIF, as there are more runs than allowed, or several of one category" } };
      }

      state.sarifs.push({ commit: String(body.commit_sha), ref: String(body.ref), categories, body: String(body.sarif) });
      return { status: 202, body: { id: `sarif-${state.sarifs.length}`, url: "https://github.example/sarif" } };
    }],
  ]);
}

// A category is the id of a run up to its last slash.
function categoriesOf(log: Buffer): string[] {
  const { runs } = JSON.parse(gunzipSync(log).toString("utf8")) as { runs: { automationDetails?: { id?: string } }[] };
  return runs.map(run => run.automationDetails?.id?.replace(/[^/]*$/, "") ?? "");
}
