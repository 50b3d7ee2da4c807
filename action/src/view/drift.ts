import type { Difference } from "../github/mending.ts";
import type { Environment } from "../store.ts";
import { code, counted, markdown, table } from "../text.ts";

/** What was found in an environment. */
export interface Drifted {
  readonly environment: Environment;
  /** What GitHub showed otherwise. */
  readonly differences: readonly Difference[];
  readonly mended: ReadonlySet<Difference>;
  /** Why the ledger is not the one that GitHub was told of. */
  readonly broken: string | undefined;
  /** Whether GitHub was not to be asked. */
  readonly isUnseen: boolean;
  /** Whether something happened there while it was looked at. */
  readonly isMoving: boolean;
}

/** Whether something else runs than the store says. While something happens there, the one is a step ahead of the other. */
export function isTargetDrifted({ environment, isMoving }: Drifted): boolean {
  return environment.target?.state === "drifted" && !isMoving;
}

/** In a sentence. */
export function driftSentence({ environment, differences, mended, broken, isUnseen, isMoving }: Drifted): string {
  if (isMoving) {
    return `${environment.name}: something happened there meanwhile, so nothing was compared or mended; the next run does.`;
  }

  const runs = environment.target?.state === "drifted"
    ? `what runs is not what the store says (MB6021): ${environment.target.differences.map(difference => difference.text).join(" ")} 'modulebuild env apply ${environment.name}' brings it again.`
    : `${environment.target?.state === "same" ? "what runs is what the store says" : "what runs was not compared"}.`;
  const shows = broken !== undefined ? `The history of the store was cut or rewritten: GitHub was told of entries that are not there any more. ${broken} Nothing was mended.`
    : isUnseen ? "GitHub did not say what it shows."
    : differences.length === 0 ? "GitHub shows it."
    : `GitHub showed ${differences.length} ${differences.length === 1 ? "operation" : "operations"} otherwise; ${mended.size} mended.`;
  return `${environment.name}: ${runs} ${shows}`;
}

/** As Markdown. */
export function driftOf(found: readonly Drifted[]): string {
  const isWell = found.every(one => one.broken === undefined && !isTargetDrifted(one) && one.differences.every(difference => one.mended.has(difference)));
  const rows = found.map(one => [
    code(one.environment.name),
    one.environment.current.release === null ? "nothing" : String(one.environment.current.release),
    one.isMoving ? "" : targetOf(one.environment),
    one.broken !== undefined ? `🚨 ${markdown(one.broken)}` : "",
    githubOf(one),
  ]);
  const details = found.flatMap(one => one.differences.map(difference => [
    code(one.environment.name), code(difference.operation), markdown(difference.found), markdown(difference.truth.state), one.mended.has(difference) ? "🔧 mended" : "❌ left",
  ]));
  return `### ${heading(found, isWell)}\n\n`
    + table(["Environment", "Release", "What runs", "Ledger", "GitHub"], rows)
    + table(["Environment", "Operation", "GitHub showed", "Is", ""], details);
}

function heading(found: readonly Drifted[], isWell: boolean): string {
  const unseen = found.filter(one => one.isUnseen).length;
  const moving = found.filter(one => one.isMoving).length;
  return !isWell ? "❌ Drift"
    : unseen > 0 ? `❔ No drift is known; GitHub did not say what it shows of ${counted(unseen, "environment")}`
    : moving > 0 ? `⏳ No drift is known; something happens in ${counted(moving, "environment")}`
    : "✅ No drift is left";
}

function targetOf({ target }: Environment): string {
  switch (target?.state) {
    case "same":
      return "✅ as the store says";
    case "drifted":
      return `❌ ${target.differences.map(difference => markdown(difference.text)).join("<br>")}`;
    default:
      return markdown(target?.reason ?? target?.state ?? "");
  }
}

function githubOf({ differences, mended, broken, isUnseen, isMoving }: Drifted): string {
  return isMoving ? "⏳ something happens there" : isUnseen ? "❔ not known" : broken !== undefined ? "left as it was" : differences.length === 0 ? "✅" : mended.size === differences.length ? "🔧 mended" : "❌";
}
