import { readFileSync } from "node:fs";

/** What GitHub's runner says of a run, read once. */
export interface Surroundings {
  readonly owner: string;
  readonly repository: string;
  /** The commit that the run is about: of a pull request the newest one. */
  readonly sha: string;
  /** The commit that is checked out by itself: of a pull request its merge with the base. */
  readonly eventSha: string;
  /** What `eventSha` is found by. */
  readonly ref: string;
  readonly event: string;
  /** Number of the pull request, where the run is about one. */
  readonly pullRequest: number | undefined;
  /** Whether the run is of a pull request from another repository: it has no secrets, and its token can only read. */
  readonly isFork: boolean;
  readonly isPrivate: boolean;
  /** The branch that the repository shows first, where the event tells of it: that of a schedule need not, and runs on that branch. */
  readonly defaultBranch: string | undefined;
  /** The commit that the event builds upon: the base of a pull request, or what a push moved from. */
  readonly base: string | undefined;
  readonly actor: string;
  /** Id of the job, as the workflow names it. */
  readonly job: string;
  /** The page of the repository. */
  readonly repositoryUrl: string;
  /** The page of this run. */
  readonly runUrl: string;
  readonly apiUrl: string;
  readonly workspace: string;
  readonly temp: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads them.
 * @throws {Error} Not on a runner.
 */
export function surroundings(variables: Variables = process.env): Surroundings {
  const [owner, repository] = (variables.GITHUB_REPOSITORY ?? "").split("/");
  if (!owner || !repository) {
    throw new Error("GITHUB_REPOSITORY is not set: this runs as a step of a GitHub workflow.");
  }

  const payload = payloadOf(variables.GITHUB_EVENT_PATH);
  const pull = payload.pull_request;
  const repositoryUrl = `${variables.GITHUB_SERVER_URL ?? "https://github.com"}/${owner}/${repository}`;
  return {
    owner,
    repository,
    sha: pull?.head?.sha ?? variables.GITHUB_SHA ?? "",
    eventSha: variables.GITHUB_SHA ?? "",
    ref: variables.GITHUB_REF ?? "",
    event: variables.GITHUB_EVENT_NAME ?? "",
    pullRequest: pull?.number,
    isFork: pull !== undefined && pull.head?.repo?.full_name !== `${owner}/${repository}`,
    base: pull?.base?.sha ?? payload.before,
    isPrivate: payload.repository?.private === true,
    defaultBranch: payload.repository?.default_branch,
    actor: variables.GITHUB_ACTOR ?? "",
    job: variables.GITHUB_JOB ?? "",
    repositoryUrl,
    runUrl: `${repositoryUrl}/actions/runs/${variables.GITHUB_RUN_ID ?? "0"}`,
    apiUrl: variables.GITHUB_API_URL ?? "https://api.github.com",
    workspace: variables.GITHUB_WORKSPACE ?? process.cwd(),
    temp: variables.RUNNER_TEMP ?? "/tmp",
  };
}

interface Payload {
  readonly before?: string;
  readonly pull_request?: {
    readonly number: number;
    readonly base?: { readonly sha?: string };
    readonly head?: { readonly sha?: string; readonly repo?: { readonly full_name?: string } | null };
  };
  readonly repository?: { readonly private?: boolean; readonly default_branch?: string };
}

function payloadOf(path: string | undefined): Payload {
  try {
    return path === undefined ? {} : (JSON.parse(readFileSync(path, "utf8")) as Payload);
  } catch {
    return {}; // the runner always writes it; elsewhere there is none
  }
}
