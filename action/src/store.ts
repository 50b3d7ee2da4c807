import { jsonOf, type Run } from "./cli.ts";
import type { LedgerHead } from "./github/ledgerHeads.ts";
import { UsageError } from "./inputs.ts";
import type { Outcome } from "./operations.ts";
import type { Session } from "./session.ts";

// What the store says, as the command line tells it; see docs/cli.md.

/** An environment, as `modulebuild env status --json` tells of it. */
export interface Environment {
  readonly name: string;
  readonly commit: string;
  readonly ledger: LedgerHead;
  readonly current: { readonly release: number | null; readonly lastKnownGood: number | null; readonly quarantined: readonly unknown[] };
  /** What brought what runs. */
  readonly running?: { readonly operation: string; readonly digest: string; readonly policyCommit: string | null } | null;
  readonly operation: { readonly id: string; readonly kind: string; readonly phase: string } | null;
  /** Whether nobody seems to work at what is open. */
  readonly seemsLeft?: boolean;
  readonly target?: { readonly state: string; readonly reason?: string | null; readonly differences: readonly { readonly text: string }[] };
}

/** An operation, as the ledger tells of it. */
export interface PastOperation {
  readonly id: string;
  /** Undefined while it is open. */
  readonly outcome: Outcome | undefined;
  readonly release: number | null;
  readonly digest: string | null;
  /** Whether its set was brought, and not switched on. */
  readonly isOnlyBrought: boolean;
  /** The end of the ledger when it ended; or its last entry until now. */
  readonly ledger: LedgerHead;
}

interface Entry {
  readonly hash: string;
  readonly entry: {
    readonly sequence: number;
    readonly event: { readonly operation?: string; readonly outcome?: Outcome; readonly release?: number; readonly digest?: string; readonly noActivate?: boolean };
  };
}

// About sixty operations, and so more than are looked at.
const entriesLookedAt = 400;

/** Asks for environments. */
export async function environments(session: Session, name: string, looksAtTargets: boolean): Promise<readonly Environment[]> {
  const run = await session.cli.run([...(looksAtTargets ? ["env", "status"] : ["status"]), ...(name.length > 0 ? [name] : []), "--json", ...at(session)]);
  const found = jsonOf<{ readonly environments: readonly Environment[] }>(run)?.environments;
  if (found === undefined) {
    throw new UsageError(failureOf(run));
  }

  return found;
}

/** What the ledger of an environment tells: its last operations, the newest last, and its end. */
export interface History {
  readonly past: readonly PastOperation[];
  readonly head: LedgerHead | undefined;
}

/** Asks for it. */
export async function history(session: Session, environment: string): Promise<History> {
  const run = await session.cli.run(["ledger", "list", environment, "--last", String(entriesLookedAt), "--json", ...at(session)]);
  const entries = jsonOf<readonly Entry[]>(run);
  if (run.exitCode !== 0 || entries === undefined) {
    throw new UsageError(failureOf(run));
  }

  const last = entries.at(-1);
  return { past: pastOf(entries), head: last === undefined ? undefined : { sequence: last.entry.sequence, hash: last.hash } };
}

/** Asks whether a ledger still has the entries that were seen in it. */
export async function verify(session: Session, environment: string, seen: readonly LedgerHead[]): Promise<string | undefined> {
  const run = await session.cli.run(
    ["ledger", "verify", environment, "--accept-unsigned", ...seen.flatMap(({ sequence, hash }) => ["--seen", `${sequence}:${hash}`]), ...at(session)]);
  return run.exitCode === 0 ? undefined : failureOf(run);
}

/** Puts the entries of a ledger together to operations. */
export function pastOf(entries: readonly Entry[]): PastOperation[] {
  const found = new Map<string, PastOperation>();
  for (const { hash, entry } of entries) {
    const { operation: id, ...happened } = entry.event;
    if (id !== undefined) {
      const before = found.get(id);
      found.set(id, {
        id,
        outcome: happened.outcome ?? before?.outcome,
        release: happened.release ?? before?.release ?? null,
        digest: happened.digest ?? before?.digest ?? null,
        isOnlyBrought: happened.noActivate ?? before?.isOnlyBrought ?? false,
        ledger: { sequence: entry.sequence, hash },
      });
    }
  }

  return [...found.values()];
}

/** What a run that failed says of itself. */
export function failureOf(run: Run): string {
  return (run.errors || run.output).trim() || `modulebuild ended with ${run.exitCode}.`;
}

function at(session: Session): string[] {
  const store = session.inputs.text("store");
  return store.length > 0 ? ["--store", store] : [];
}
