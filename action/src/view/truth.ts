import { hasEnded, type State } from "../github/shownOperation.ts";
import type { Outcome } from "../operations.ts";
import type { Environment, PastOperation } from "../store.ts";
import { sentence } from "./promotion.ts";

/** What a deployment is to show, by what the store says. */
export interface Truth {
  readonly state: State;
  readonly text: string;
  /** Whether it is so long ago that nobody knows how it ended: then any end is true. */
  readonly isForgotten?: true;
}

/** What GitHub shows of an operation that came to an end, or stopped. */
export const stateOf: Record<Outcome, State> = {
  succeeded: "success",
  waiting: "queued",
  stopped: "error",
  planned: "queued", // of a dry run, which has no deployment
  refused: "failure",
  cancelled: "failure",
  rolledBack: "failure",
  needsPerson: "error",
};

/**
 * What the deployment of an operation is to show.
 * @param environment Its environment, as it is.
 * @param past The operation, as the ledger tells of it; undefined where that is too long ago.
 */
export function truthOf(environment: Environment, past: PastOperation | undefined): Truth {
  const name = environment.name;
  if (past === undefined) {
    return { state: "inactive", text: `${name} runs something newer.`, isForgotten: true };
  }

  if (past.outcome === undefined) {
    return environment.operation?.id === past.id ? openTruth(environment) : { state: "error", text: `${name}: nobody knows how this operation ended.` };
  }

  const told = sentence({ environment: name, outcome: past.outcome, release: past.outcome === "succeeded" ? past.release : null });
  if (past.outcome !== "succeeded") {
    return { state: stateOf[past.outcome], text: told };
  }

  return past.isOnlyBrought ? { state: "inactive", text: `${name} has release ${past.release}, which was brought and not switched on.` }
    : past.id === environment.running?.operation ? { state: "success", text: told }
    : { state: "inactive", text: `${name} runs something newer.` };
}

function openTruth({ name, operation, seemsLeft }: Environment): Truth {
  return operation!.phase === "waiting" ? { state: "queued", text: sentence({ environment: name, outcome: "waiting", release: null }) }
    : seemsLeft === true ? { state: "error", text: sentence({ environment: name, outcome: "stopped", release: null }) }
    : { state: "in_progress", text: `${name}: the operation is under way.` };
}

/**
 * Whether what a deployment shows is true. A deployment that is over may say so: GitHub and people mark old ones. One that shows an end while the
 * store knows none is left to the run that ends the operation: it may have ended since the store was read.
 */
export function isTrue(truth: Truth, shown: string, runs: boolean): boolean {
  switch (truth.state) {
    case "success":
      return shown === "success";
    case "queued":
      return shown === "queued" || shown === "pending" || hasEnded({ state: shown });
    case "in_progress":
      // What a cancelled job left shows that it stopped, also while its claim still counts.
      return shown === "in_progress" || shown === "error" || hasEnded({ state: shown });
    case "inactive":
      return shown === "inactive" || (truth.isForgotten === true && (shown === "failure" || shown === "error"));
    default:
      return shown === truth.state || (!runs && (shown === "inactive" || shown === "failure" || shown === "error"));
  }
}
