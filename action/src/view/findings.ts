import type { Report, ReportedFinding } from "../report.ts";
import { code, counted, folded, link, markdown, short, table } from "../text.ts";

const marks = { error: "❌", warning: "⚠️", note: "ℹ️" } as const;

const mostUnfolded = 15;
const longestMessage = 500;

/**
 * Findings, each with a link to its line; errors are open, a long list of warnings is folded.
 * @param lines Address of the files of the commit that was built.
 */
export function findings(report: Report, lines: string, most: number): string {
  const shown = report.findings.slice(0, most);
  const rest = report.findings.length - shown.length;
  const errors = shown.filter(finding => finding.severity === "error");
  const others = shown.filter(finding => finding.severity !== "error");
  return rows(errors, lines, counted(errors.length, "error"))
    + rows(others, lines, counted(others.length, "warning"))
    + (rest > 0 ? `… and ${rest} more.\n\n` : "");
}

/** The last lines of a build of which nothing else is known. */
export function lastLines(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `The last that it wrote:\n\n<pre>\n${lines.map(line => markdown(short(line, longestMessage))).join("\n")}\n</pre>\n\n`;
}

function rows(list: readonly ReportedFinding[], lines: string, heading: string): string {
  return folded(heading, table(["", "Where", "What"], list.map(finding => [
    marks[finding.severity],
    place(finding, lines),
    `${rule(finding)}${markdown(short(sentences(finding), longestMessage))}`,
  ])), list.length > mostUnfolded);
}

// The compiler prints a rule's page behind its message; here it is the link of the code.
function sentences({ message, helpLink }: ReportedFinding): string {
  const page = ` (${helpLink})`;
  return message.endsWith(page) ? message.slice(0, -page.length) : message;
}

function rule(finding: ReportedFinding): string {
  return finding.code.length === 0 ? "" : `${finding.helpLink === null ? code(finding.code) : link(finding.code, finding.helpLink)} `;
}

function place(finding: ReportedFinding, lines: string): string {
  const file = finding.file ?? finding.projects[0];
  if (!file) {
    return "";
  }

  const name = finding.line ? `${file}:${finding.line}` : file;
  const path = file.split("/").map(encodeURIComponent).join("/");
  return link(name, `${lines}/${path}${finding.line ? `#L${finding.line}` : ""}`);
}
