import { short } from "../text.ts";
import { statusOf, type Id } from "./client.ts";
import { told, type LedgerHead } from "./ledgerHeads.ts";

/** A set in an environment, as GitHub is to show it. */
export interface ShownOperation {
  /** Id of the operation: what makes looking up and repairing possible. */
  readonly id: string;
  readonly environment: string;
  readonly sha: string;
  readonly isProduction: boolean;
  readonly state: State;
  readonly text: string;
  readonly environmentUrl: string | undefined;
  readonly logUrl: string;
  /** What is kept with it from its beginning on: the digest of its set, and the end that the ledger had then. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** The end of the ledger when it was in this state: so that is known elsewhere, too. */
  readonly ledger?: LedgerHead | undefined;
}

/** What a deployment may show. */
export type State = "in_progress" | "queued" | "success" | "failure" | "error" | "inactive";

/** A deployment that shows an operation. */
export interface Deployment {
  readonly id: Id;
  readonly task: string;
  readonly environment: string;
  readonly payload: unknown;
  readonly production_environment?: boolean | undefined;
}

/** What a deployment shows last; `none` where nobody said anything yet. */
export interface Shown {
  readonly state: string;
  readonly description: string;
  /** Where the environment can be looked at, as some status of the deployment said last. */
  readonly environmentUrl?: string | undefined;
}

// What came to an end: no request that was made before, and comes late, may say that it is under way.
const ends = ["success", "failure", "inactive"];

/** Characters of a description, which GitHub takes no more of. */
export const longestDescription = 140;

/** The operation that a deployment shows. */
export function operationOf(deployment: Deployment): string {
  return deployment.task.slice(taskOf("").length);
}

/** Whether GitHub did not find the commit: it is one of another repository, or was never pushed. */
export function lacksCommit(problem: unknown): boolean {
  return statusOf(problem) === 422 && problem instanceof Error && /no ref found/i.test(problem.message);
}

/** Whether a state says that an operation has not come to its end. */
export function isUnderWay(state: State): boolean {
  return state === "in_progress" || state === "queued";
}

/** Whether a deployment shows an end. */
export function hasEnded({ state }: Pick<Shown, "state">): boolean {
  return ends.includes(state);
}

/** What a deployment says: the operation in words, and the end of the ledger. */
export function descriptionOf({ text, ledger }: ShownOperation): string {
  const end = ledger === undefined ? "" : ` ${told(ledger)}`;
  return short(text, longestDescription - end.length) + end;
}

/** By what a deployment of an operation is found again. */
export function taskOf(operation: string): string {
  return `modulebuild:${operation}`;
}
