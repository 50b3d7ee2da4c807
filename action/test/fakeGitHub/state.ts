import { GitState } from "./git.ts";
import type { PullState } from "./pulls.ts";

/** What the fake holds of one repository: only what is asked about it. */
export class State {
  #id = 1000;
  readonly deployments: Deployment[] = [];
  readonly releases: Release[] = [];
  /** Whether releases take no files once they are published. */
  hasImmutableReleases = false;
  readonly comments: Comment[] = [];
  /** Whose token it is; undefined for one of an app. */
  viewer: string | undefined;
  /** How a list is when a page of it is asked for: for pages that are out of order, or shift. */
  disorder: (<T>(list: readonly T[], page: number) => readonly T[]) | undefined;
  readonly git = new GitState();
  readonly pulls: PullState[] = [];
  /** Digests of which there is a statement. */
  readonly attested = new Set<string>();
  readonly sarifs: { commit: string; ref: string; categories: string[]; body: string }[] = [];

  /** A new id; GitHub's rise. */
  next(): number {
    return ++this.#id;
  }
}

export interface Deployment {
  readonly id: number;
  readonly task: string;
  readonly environment: string;
  readonly sha: string;
  readonly ref: string;
  readonly payload: Record<string, unknown>;
  readonly description: string;
  readonly production_environment: boolean;
  readonly statuses: { id: number; state: string; description: string; environment_url?: string; log_url: string }[];
}

export interface Asset {
  readonly id: number;
  readonly name: string;
  size: number;
  digest: string | null;
  state: "uploaded" | "open";
}

export interface Release {
  readonly id: number;
  tag_name: string;
  target_commitish: string;
  name: string;
  body: string;
  draft: boolean;
  prerelease: boolean;
  make_latest?: string;
  assets: Asset[];
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  body: string;
  readonly user: { login: string; type: string };
}
