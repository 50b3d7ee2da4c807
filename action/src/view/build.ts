import type { DotnetRun } from "../dotnet.ts";
import type { Report, ReportedModule } from "../report.ts";
import type { Surroundings } from "../surroundings.ts";
import { counted, markdown } from "../text.ts";
import { findings, lastLines } from "./findings.ts";
import { changes, graph, modules } from "./modules.ts";

/** What came of a build. */
export interface Shown {
  readonly around: Surroundings;
  /** The commit that was built. */
  readonly commit: string;
  /** Which job of a matrix built; empty where it is none. */
  readonly part: string;
  /** Undefined where nothing is known of it. */
  readonly report: Report | undefined;
  readonly built: DotnetRun;
  /** How many findings have no annotation. */
  readonly left: number;
  /** Why the SARIF log was not uploaded. */
  readonly sarif: string | undefined;
}

const mostFindings = { summary: 500, comment: 20 };
const mostModules = { summary: 1000, comment: 100 };

/** The summary of the step: what is wrong first, then the modules. */
export function buildSummary(shown: Shown): string {
  const { report } = shown;
  if (report === undefined) {
    return title(shown) + lastLines(shown.built.lastLines);
  }

  const lines = linesOf(shown);

  return title(shown)
    + (report.errors === 0 && shown.built.exitCode !== 0 ? lastLines(shown.built.lastLines) : "")
    + findings(report, lines, mostFindings.summary)
    + modules(report.modules, mostModules.summary)
    + changes(report.modules)
    + graph(report.modules)
    + notes(shown);
}

/** What there is to say where a change affects no module. */
export function nothing(part: string): string {
  return `### ✅ Nothing to build${inPart(part)}\n\nThe change affects no module.\n`;
}

/** The same, for a comment that an earlier run made. */
export function nothingComment(part: string, around: Surroundings): string {
  return nothing(part) + footer(around);
}

/** The comment of a job of a matrix that has no such job any more. It names no run, so that later ones leave it as it is. */
export function surplusComment(part: string): string {
  return `### ✅ Nothing to build${inPart(part)}\n\nWhat the change affects is built in fewer parts now.\n`;
}

/** The comment on a pull request: what is wrong, and what changes against the last releases. */
export function buildComment(shown: Shown): string {
  const { report } = shown;
  const link = footer(shown.around);
  return report === undefined
    ? title(shown) + lastLines(shown.built.lastLines) + link
    : title(shown) + findings(report, linesOf(shown), mostFindings.comment) + changes(report.modules) + modules(report.modules, mostModules.comment, true) + link;
}

function linesOf({ around, commit }: Shown): string {
  return `${around.repositoryUrl}/blob/${commit}`;
}

function footer(around: Surroundings): string {
  return `\n[Summary of the run](${around.runUrl}) · ${around.sha.slice(0, 12)}\n`;
}

function inPart(part: string): string {
  return part.length > 0 ? ` (part ${markdown(part)})` : "";
}

function title({ report, built, part }: Shown): string {
  const failed = built.exitCode !== 0 || report === undefined || report.errors > 0;
  const counts = report === undefined ? [] : [
    counted(report.modules.length, "module"),
    ...(report.errors > 0 ? [counted(report.errors, "error")] : []),
    ...(report.warnings > 0 ? [counted(report.warnings, "warning")] : []),
  ];
  const sentence = report?.result === "unfinished" ? "The build was stopped" : failed ? "The build failed" : "The build succeeded";
  return `### ${failed ? "❌" : "✅"} ${[sentence + inPart(part), counts.join(", ")].filter(part => part.length > 0).join(": ")}\n\n${verdict(report?.modules ?? [])}`;
}

// What a reviewer has to know before all else.
function verdict(all: readonly ReportedModule[]): string {
  const below = all.filter(module => module.score?.passed === false);
  const unjudged = all.filter(module => !module.judged);
  return [
    ...(below.length > 0 ? [`**${counted(below.length, "module")}** below what the policy asks for.`] : []),
    ...(unjudged.length > 0 ? [`${counted(unjudged.length, "module")} not judged, because the build did not get there.`] : []),
  ].map(sentence => `${sentence}\n`).join("") + (below.length + unjudged.length > 0 ? "\n" : "");
}

function notes({ left, sarif }: Shown): string {
  return [
    ...(left > 0 ? [`${counted(left, "finding")} without an annotation: GitHub takes ten of a kind a step.`] : []),
    ...(sarif === undefined ? [] : [`Code scanning does not have these findings: ${sarif}.`]),
  ].map(note => `> ${markdown(note)}\n>\n`).join("");
}
