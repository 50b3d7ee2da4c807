import { setFailed, setOutput } from "@actions/core";
import { Deployments } from "../github/deployments.ts";
import { headsOf, type LedgerHead } from "../github/ledgerHeads.ts";
import { compare, frameLike, look, mend, type Difference, type Seen } from "../github/mending.ts";
import { say } from "../log.ts";
import { scrub } from "../secrets.ts";
import { showing, summarize, type Session } from "../session.ts";
import { frameOf } from "../shown.ts";
import { environments, history, verify, type Environment } from "../store.ts";
import { driftOf, driftSentence, isTargetDrifted, type Drifted } from "../view/drift.ts";

/** `drift`: compares what the store says with what runs and with what GitHub shows, and mends the latter. */
export async function drift(session: Session): Promise<void> {
  const repairs = session.inputs.flag("repair", true);
  const found: Drifted[] = [];
  for (const environment of await environments(session, session.inputs.text("environment"), true)) {
    found.push(await driftIn(session, environment, repairs));
  }

  await summarize(driftOf(found));
  say(found.map(driftSentence));
  const wrong = found.filter(one => one.broken !== undefined || isTargetDrifted(one));
  setOutput("drifted", found.some(one => one.differences.length > 0) || wrong.length > 0);
  setOutput("repaired", found.reduce((sum, one) => sum + one.mended.size, 0));
  if (wrong.length > 0) {
    setFailed(scrub(wrong.map(driftSentence).join("\n")));
  }
}

// GitHub is asked before the store: what a promotion shows meanwhile is then newer than what the store said, and is found to be true. Of an
// environment in which something happened between two questions, the answers do not go together.
async function driftIn(session: Session, environment: Environment, repairs: boolean): Promise<Drifted> {
  const deployments = new Deployments(session.github);
  const mended = new Set<Difference>();
  const frame = frameOf(session, environment.name);
  let seen: readonly Seen[] | undefined;
  await showing(`what it shows of ${environment.name}`, "deployments: write", async () => {
    seen = await look(deployments, environment.name);
  });
  if (seen === undefined) {
    return { environment, differences: [], mended, broken: undefined, isUnseen: true, isMoving: false };
  }

  // Before anything is mended: what GitHub was told is the witness, and a history that was cut must not overwrite it.
  const heads = seen.flatMap(deployment => headsOf(deployment.payload, deployment.shown.description));
  const broken = heads.length === 0 ? undefined : await verify(session, environment.name, heads);
  const [now] = await environments(session, environment.name, false);
  const { past, head } = await history(session, environment.name);
  const isMoving = broken === undefined && (!isSame(now!.ledger, environment.ledger) || (head !== undefined && !isSame(now!.ledger, head)));
  const differences = broken === undefined && !isMoving ? compare(now!, past, seen) : [];
  for (const difference of repairs ? differences : []) {
    if (await showing(`operation ${difference.operation}`, "deployments: write", async () => mend(deployments, now!, difference, frameLike(seen!, frame)))) {
      mended.add(difference);
    }
  }

  return { environment, differences, mended, broken, isUnseen: false, isMoving };
}

function isSame(one: LedgerHead, other: LedgerHead): boolean {
  return one.sequence === other.sequence && one.hash === other.hash;
}
