import type { Change, Gate, Outcome, Story } from "../operations.ts";
import { code, counted, folded, label, markdown, table } from "../text.ts";
import { differences } from "./differences.ts";

const mostInDiagram = 40;

const verdicts = { pass: "✅", fail: "❌", wait: "⏳", overridden: "⚠️" } as const;

/** What an outcome means for people, in a sentence. */
export function sentence(story: Pick<Story, "environment" | "outcome" | "release"> & Partial<Pick<Story, "isBegun" | "isBehind">>): string {
  const where = story.environment;
  if (story.isBehind === true) {
    return `${where} is as it was: another operation came first, and waits.`;
  }

  if (story.isBegun === false && (story.outcome === "waiting" || story.outcome === "stopped")) {
    return story.outcome === "waiting" ? `${where} would wait: a gate says not yet.` : `${where} is as it was: nothing began.`;
  }

  const sentences: Record<Outcome, string> = {
    succeeded: `${where} runs release ${story.release}.`,
    refused: `${where} is as it was: gates refused.`,
    rolledBack: `${where} is back at ${story.release === null ? "what ran before" : `release ${story.release}`}: what came was not well.`,
    needsPerson: `${where} needs a person: what came was not well, and neither is the way back.`,
    cancelled: `${where} is as it was: the operation was cancelled.`,
    waiting: `${where} waits: a gate says not yet.`,
    planned: `${where} would get this set: no gate refuses it.`,
    stopped: `${where}: the operation stopped on its way; the next run goes on with it.`,
  };
  return sentences[story.outcome];
}

/** How a person goes on with an operation that waits, in a sentence. */
export function goOn(story: Story): string {
  return `Run the same again when the time has come: it goes on with operation ${story.operation}. 'wait: true' waits in the job, 'modulebuild resume ${story.environment}' goes on from anywhere.`;
}

/** A run that began no operation, as Markdown. */
export function notBegun(environment: string, reason: string): string {
  return `### ❌ ${markdown(`${environment} is as it was: nothing began.`)}\n\n${markdown(reason)}\n\n`;
}

/** An operation as Markdown: what came of it and why, what changes, and what the gates say. */
export function promotion(story: Story): string {
  return `${title(story)}${findings(story)}${changes(story)}${gates(story.gates)}`;
}

function title(story: Story): string {
  const marks: Record<Outcome, string> = { succeeded: "✅", refused: "❌", rolledBack: "↩️", needsPerson: "🚨", cancelled: "⏹️", waiting: "⏳", stopped: "⚠️", planned: "🔎" };
  const operation = story.operation === undefined ? "" : `\n\nOperation ${code(story.operation)}`;
  const next = story.outcome === "waiting" && story.isBegun ? `\n\n${markdown(goOn(story))}` : "";
  return `### ${marks[story.outcome]} ${markdown(sentence(story))}${operation}${next}\n\n`;
}

function changes(story: Story): string {
  const plan = story.plan;
  if (plan === undefined) {
    return "";
  }

  const changed = plan.changes;
  if (changed.length === 0) {
    return `No module changes; ${plan.totalModules} run there.\n\n`;
  }

  const hasSettings = changed.some(change => change.settings);
  const version = (text: string | null | undefined): string => (text ? code(text) : "–");
  const rows = changed.map(change => [code(change.id), version(change.from), version(change.to), ...(hasSettings ? [change.settings ? "settings" : ""] : [])]);
  return `${changed.length} of ${counted(plan.totalModules, "module")} ${changed.length === 1 ? "changes" : "change"}, from ${markdown(plan.origin)}.\n\n`
    + folded(`${changed.length} changes`, table(["Module", "Now", "Then", ...(hasSettings ? [""] : [])], rows), changed.length > 20)
    + diagram(story.environment, plan.origin, changed)
    + differences(plan.differences);
}

function diagram(environment: string, origin: string, changed: readonly Change[]): string {
  if (changed.length > mostInDiagram) {
    return "";
  }

  const lines = changed.map((change, index) => `  from --> m${index}[${label(`${change.id} ${change.to ?? "goes"}`)}] --> to`);
  return `\`\`\`mermaid\nflowchart LR\n  from([${label(origin)}])\n  to([${label(environment)}])\n${lines.join("\n")}\n\`\`\`\n\n`;
}

function gates(asked: readonly Gate[]): string {
  const rows = asked.filter(gate => gate.verdict !== undefined)
    .map(gate => [verdicts[gate.verdict!], code(gate.gate), markdown(gate.reason ?? "") + (gate.remedy ? `<br>${markdown(gate.remedy)}` : "")]);
  const passed = rows.every(([mark]) => mark === verdicts.pass);
  return rows.length === 0 ? "" : folded(`${rows.length} gates${passed ? ", all passed" : ""}`, table(["", "Gate", "Why"], rows), passed);
}

function findings(story: Story): string {
  return story.findings.map(finding => `- ${code(finding.code)} ${markdown(finding.message)}\n`).join("") + (story.findings.length > 0 ? "\n" : "");
}
