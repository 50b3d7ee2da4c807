import type { Difference } from "../github/mending.ts";
import type { Environment } from "../store.ts";
import { code, markdown, table } from "../text.ts";

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
}

/** In a sentence. */
export function driftSentence({ environment, differences, mended, broken, isUnseen }: Drifted): string {
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
  const isWell = found.every(one => one.broken === undefined && one.environment.target?.state !== "drifted" && one.differences.every(difference => one.mended.has(difference)));
  const rows = found.map(one => [
    code(one.environment.name),
    one.environment.current.release === null ? "nothing" : String(one.environment.current.release),
    targetOf(one.environment),
    one.broken !== undefined ? `🚨 ${markdown(one.broken)}` : "",
    githubOf(one),
  ]);
  const details = found.flatMap(one => one.differences.map(difference => [
    code(one.environment.name), code(difference.operation), markdown(difference.found), markdown(difference.truth.state), one.mended.has(difference) ? "🔧 mended" : "❌ left",
  ]));
  return `### ${isWell ? "✅ No drift is left" : "❌ Drift"}\n\n`
    + table(["Environment", "Release", "What runs", "Ledger", "GitHub"], rows)
    + table(["Environment", "Operation", "GitHub showed", "Is", ""], details);
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

function githubOf({ differences, mended, broken, isUnseen }: Drifted): string {
  return isUnseen ? "❔ not asked" : broken !== undefined ? "left as it was" : differences.length === 0 ? "✅" : mended.size === differences.length ? "🔧 mended" : "❌";
}
