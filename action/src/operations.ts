import type { Finding } from "./github/annotations.ts";
import type { LedgerHead } from "./github/ledgerHeads.ts";

// What 'modulebuild promote --json' and its kin print, a line each; see docs/promotion.md.

export interface Gate {
  readonly gate: string;
  readonly verdict?: "pass" | "fail" | "wait" | "overridden";
  readonly reason?: string;
  readonly remedy?: string | null;
}

export interface Change {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly settings: boolean;
}

/** What evidence says of a module that changes, against what runs there. */
export interface Difference {
  readonly id: string;
  readonly newCapabilities: readonly string[];
  readonly goneCapabilities: readonly string[];
  readonly components: readonly { readonly name: string; readonly from: string | null; readonly to: string | null }[];
  readonly notCompared: string | null;
}

export interface Plan {
  readonly kind: string;
  readonly targetEnvironment: string;
  readonly origin: string;
  readonly digest: string;
  readonly totalModules: number;
  readonly changes: readonly Change[];
  readonly differences: readonly Difference[];
  readonly securityChecks: readonly Gate[];
  readonly compatibilityChecks: readonly Gate[];
  readonly performanceValidations: readonly Gate[];
  readonly processChecks: readonly Gate[];
}

export type Event =
  | { readonly event: "plan"; readonly plan: Plan }
  | { readonly event: "began"; readonly operation: string; readonly environment: string; readonly status: string; readonly ledger?: LedgerHead }
  | { readonly event: "progress"; readonly operation: string; readonly phase: string; readonly text: string; readonly gates?: readonly Gate[] }
  | {
      readonly event: "end";
      readonly environment: string;
      readonly outcome: Outcome;
      readonly release: number | null;
      readonly lastKnownGood: number | null;
      readonly findings: readonly Finding[];
      readonly ledger?: LedgerHead;
    };

export type Outcome = "succeeded" | "refused" | "rolledBack" | "needsPerson" | "cancelled" | "waiting" | "stopped" | "planned";

// EnvironmentBusy and OperationOvertaken.
const busy = "MB6015";
const otherHands = new Set([busy, "MB6016"]);

/** What all events of an operation tell together. */
export interface Story {
  readonly plan: Plan | undefined;
  readonly operation: string | undefined;
  readonly environment: string;
  readonly outcome: Outcome;
  /** Whether there is, or was, an operation: else nothing was done. */
  readonly isBegun: boolean;
  /** Whether somebody else works at it: its end is not for this run to show. */
  readonly isInOtherHands: boolean;
  /** Whether nothing began because another operation came first, which waits. */
  readonly isBehind: boolean;
  readonly release: number | null;
  /** The end of the ledger when it began, and when it ended. */
  readonly heads: { readonly began: LedgerHead | undefined; readonly end: LedgerHead | undefined };
  readonly gates: readonly Gate[];
  readonly findings: readonly Finding[];
}

/** Puts the events of a run together. Where they end before the end (the process was killed), it stopped. */
export function storyOf(events: readonly Event[], environment: string, isDryRun = false): Story {
  const find = <K extends Event["event"]>(kind: K): Extract<Event, { event: K }> | undefined =>
    events.findLast((event): event is Extract<Event, { event: K }> => event.event === kind);
  const plan = find("plan")?.plan;
  const asked = events.findLast(event => event.event === "progress" && (event.gates?.length ?? 0) > 0);
  const end = find("end");
  const gates = asked?.event === "progress" && asked.gates !== undefined ? asked.gates : plan === undefined ? [] : gatesOf(plan);
  return {
    plan,
    operation: find("began")?.operation,
    environment,
    outcome: end?.outcome ?? (isDryRun && plan !== undefined ? foreseen(gates) : "stopped"),
    isBegun: find("began") !== undefined,
    isInOtherHands: end?.outcome === "stopped" && end.findings.some(finding => otherHands.has(finding.code)),
    isBehind: end?.outcome === "waiting" && end.findings.some(finding => finding.code === busy),
    release: end?.release ?? null,
    heads: { began: find("began")?.ledger, end: end?.ledger },
    gates,
    findings: end?.findings ?? [],
  };
}

// Of a dry run: it asks all gates, and ends with their answers.
function foreseen(gates: readonly Gate[]): Outcome {
  return gates.some(gate => gate.verdict === "fail") ? "refused" : gates.some(gate => gate.verdict === "wait") ? "waiting" : "planned";
}

function gatesOf(plan: Plan): Gate[] {
  return [...plan.securityChecks, ...plan.compatibilityChecks, ...plan.performanceValidations, ...plan.processChecks];
}
