import type { Deployments } from "./github/deployments.ts";
import { compare, earlier, isOpenStill, look, mend, type Seen } from "./github/mending.ts";
import type { Story } from "./operations.ts";
import type { Session } from "./session.ts";
import { frameOf } from "./shown.ts";
import { environments, history } from "./store.ts";

/**
 * Sets right what runs before this one left on GitHub, before the own operation shows its end: so the next run need look back no farther than to
 * one that is settled. Only where something is open still is the store asked for it.
 */
export async function settle(session: Session, deployments: Deployments, story: Story): Promise<void> {
  const before = await earlier(deployments, story.environment, story.operation);
  if (before.some(isOpenStill) || (story.operation === undefined && story.outcome === "succeeded" && isUnshown(before))) {
    await settleByStore(session, deployments, story);
    return;
  }

  // GitHub does it itself where it is not production.
  const active = before.find(seen => seen.shown.state === "success");
  if (active !== undefined && story.operation !== undefined && story.outcome === "succeeded" && frameOf(session, story.environment).isProduction) {
    await deployments.retire(active.id);
  }
}

async function settleByStore(session: Session, deployments: Deployments, story: Story): Promise<void> {
  // GitHub before the store, as in 'drift': what others show meanwhile is not taken for wrong. Where something happened between two questions
  // the answers do not go together; the next run settles it.
  const seen = await look(deployments, story.environment);
  const [environment] = await environments(session, story.environment, false);
  const { past, head } = await history(session, story.environment);
  if (head !== undefined && head.hash !== environment!.ledger.hash) {
    return;
  }

  const differences = compare(environment!, past, seen);
  for (const difference of differences.filter(candidate => candidate.operation !== story.operation || candidate.isDouble)) {
    await mend(deployments, environment!, difference, frameOf(session, story.environment));
  }
}

// Nothing was to be done, since it runs already: a run before this one did it, and may not have lived to show it.
function isUnshown(before: readonly Seen[]): boolean {
  return !before.some(seen => seen.shown.state === "success");
}
