import type { Environment, PastOperation } from "../store.ts";
import { isTrue, truthOf, type Truth } from "../view/truth.ts";
import type { Deployments } from "./deployments.ts";
import { lacksCommit, operationOf, type Deployment, type Shown, type ShownOperation } from "./shownOperation.ts";

/** A deployment, and what it shows. */
export interface Seen extends Deployment {
  readonly shown: Shown;
}

/** Something that GitHub does not show as it is. */
export interface Difference {
  readonly operation: string;
  readonly found: string;
  readonly truth: Truth;
  readonly past: PastOperation | undefined;
  /** The one that is shown wrong; undefined where there is none. */
  readonly deployment: Seen | undefined;
  /** Whether another deployment shows this operation already. */
  readonly isDouble: boolean;
}

/** What a deployment has that is not in the store. */
export type Frame = Pick<ShownOperation, "sha" | "isProduction" | "environmentUrl" | "logUrl">;

const mostLookedAt = 30;
const mostEarlier = 10;

/** The newest deployments of an environment with what they show, the newest first. */
export async function look(deployments: Deployments, environment: string): Promise<Seen[]> {
  return Promise.all((await deployments.newest(environment, mostLookedAt)).map(async deployment => ({ ...deployment, shown: await deployments.last(deployment.id) })));
}

/** The deployments before that of an operation, back to one that ran or runs: those before that one were set right when it came. */
export async function earlier(deployments: Deployments, environment: string, operation: string | undefined): Promise<Seen[]> {
  const found: Seen[] = [];
  for (const deployment of (await deployments.newest(environment, mostEarlier)).filter(candidate => operationOf(candidate) !== operation)) {
    const seen = { ...deployment, shown: await deployments.last(deployment.id) };
    found.push(seen);
    if (seen.shown.state === "success" || seen.shown.state === "inactive") {
      break;
    }
  }

  return found;
}

/** Whether only the store knows what became of it. */
export function isOpenStill({ shown }: Seen): boolean {
  return shown.state !== "success" && shown.state !== "inactive" && shown.state !== "failure";
}

/** What deployments that are made anew have in common with those that the environment has already. */
export function frameLike(seen: readonly Seen[], frame: Frame): Frame {
  return {
    ...frame,
    isProduction: seen[0]?.production_environment ?? frame.isProduction,
    environmentUrl: frame.environmentUrl ?? seen.find(deployment => deployment.shown.environmentUrl !== undefined)?.shown.environmentUrl,
  };
}

/** Compares what GitHub shows with what the store says, the oldest first. */
export function compare(environment: Environment, past: readonly PastOperation[], seen: readonly Seen[]): Difference[] {
  const byId = new Map(past.map(operation => [operation.id, operation]));
  const shown = new Map<string, Seen[]>();
  seen.toReversed().forEach(deployment => shown.set(operationOf(deployment), [...(shown.get(operationOf(deployment)) ?? []), deployment]));
  const differences: Difference[] = [];
  for (const [operation, [first, ...others]] of shown) {
    const own = byId.get(operation);
    const truth = truthOf(environment, own);
    if (!isTrue(truth, first!.shown.state, environment.running?.operation === operation)) {
      differences.push({ operation, found: first!.shown.state, truth, past: own, deployment: first, isDouble: false });
    }

    const over: Truth = { state: "inactive", text: "Another deployment shows this operation." };
    differences.push(...others.filter(other => other.shown.state !== "inactive")
      .map(other => ({ operation, found: `${other.shown.state}, twice`, truth: over, past: own, deployment: other, isDouble: true })));
  }

  for (const operation of [environment.running?.operation, environment.operation?.id]) {
    const own = operation === undefined ? undefined : byId.get(operation);
    if (own !== undefined && !shown.has(own.id)) {
      differences.push({ operation: own.id, found: "none", truth: truthOf(environment, own), past: own, deployment: undefined, isDouble: false });
    }
  }

  return differences;
}

/** Makes GitHub show what is. */
export async function mend(deployments: Deployments, environment: Environment, { operation, truth, past, deployment, isDouble }: Difference, frame: Frame): Promise<void> {
  if (deployment !== undefined && (isDouble || truth.state === "inactive")) {
    await deployments.retire(deployment.id);
    return;
  }

  const own: ShownOperation = {
    ...frame,
    id: operation,
    environment: environment.name,
    ...truth,
    payload: { digest: past?.digest ?? null, ledger: past?.ledger ?? null },
    ledger: past?.outcome === undefined ? undefined : past.ledger,
  };
  const commit = environment.running?.operation === operation ? environment.running.policyCommit : null;
  try {
    await deployments.show({ ...own, sha: commit ?? own.sha });
  } catch (problem) {
    if (commit === null || !lacksCommit(problem)) {
      throw problem;
    }

    // The policy is in a repository of its own.
    await deployments.show(own);
  }
}
