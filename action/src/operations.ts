import type { Finding } from "./github/annotations.ts";

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

export interface Plan {
  readonly kind: string;
  readonly targetEnvironment: string;
  readonly origin: string;
  readonly digest: string;
  readonly totalModules: number;
  readonly changes: readonly Change[];
  readonly securityChecks: readonly Gate[];
  readonly compatibilityChecks: readonly Gate[];
  readonly performanceValidations: readonly Gate[];
  readonly processChecks: readonly Gate[];
}

export type Event =
  | { readonly event: "plan"; readonly plan: Plan }
  | { readonly event: "began"; readonly operation: string; readonly environment: string; readonly status: string }
  | { readonly event: "progress"; readonly operation: string; readonly phase: string; readonly text: string; readonly gates?: readonly Gate[] }
  | {
      readonly event: "end";
      readonly environment: string;
      readonly outcome: Outcome;
      readonly release: number | null;
      readonly lastKnownGood: number | null;
      readonly findings: readonly Finding[];
    };

export type Outcome = "succeeded" | "refused" | "rolledBack" | "needsPerson" | "cancelled" | "waiting" | "stopped";

/** What all events of an operation tell together. */
export interface Story {
  readonly plan: Plan | undefined;
  readonly operation: string | undefined;
  readonly environment: string;
  readonly outcome: Outcome;
  readonly release: number | null;
  readonly gates: readonly Gate[];
  readonly findings: readonly Finding[];
}

/** Puts the events of a run together. Where they end before the end (the process was killed), it stopped. */
export function storyOf(events: readonly Event[], environment: string): Story {
  const find = <K extends Event["event"]>(kind: K): Extract<Event, { event: K }> | undefined =>
    events.findLast((event): event is Extract<Event, { event: K }> => event.event === kind);
  const plan = find("plan")?.plan;
  const asked = events.findLast(event => event.event === "progress" && (event.gates?.length ?? 0) > 0);
  const end = find("end");
  return {
    plan,
    operation: find("began")?.operation,
    environment,
    outcome: end?.outcome ?? "stopped",
    release: end?.release ?? null,
    gates: asked?.event === "progress" && asked.gates !== undefined ? asked.gates : plan === undefined ? [] : gatesOf(plan),
    findings: end?.findings ?? [],
  };
}

function gatesOf(plan: Plan): Gate[] {
  return [...plan.securityChecks, ...plan.compatibilityChecks, ...plan.performanceValidations, ...plan.processChecks];
}
